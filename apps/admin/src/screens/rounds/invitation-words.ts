const format = new Intl.DateTimeFormat('nl-NL', { day: 'numeric', month: 'long', timeZone: 'UTC' })
/** '2026-11-03' -> '3 november' */
export const dateWords = (date: string): string => format.format(new Date(`${date}T00:00:00Z`))
