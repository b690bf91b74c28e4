/** Dutch of the records of visits. */

const dayFormat = new Intl.DateTimeFormat('nl-NL', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
})
/** '2027-03-03' -> '3 maart 2027' */
export const day = (iso: string): string => dayFormat.format(new Date(`${iso}T00:00:00Z`))

/** A level with the sentence that was chosen for it: 'Op orde: Er is vastgesteld beleid.' */
export const level = (label: string, anchor: string): string => `${label}: ${anchor}`

/** Where records of an earlier school year come from. */
export const madeLater = 'verslagen die later zijn opgemaakt'
