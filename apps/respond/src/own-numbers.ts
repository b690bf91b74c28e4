import type { RespondView } from '@km/api'
import { box } from './keep.ts'

/** Numbers that somebody sent from this device, to have at hand the next time. Nobody else has them in this form. */
export interface OwnNumbers {
  readonly token: string
  /** ISO date on which they were sent. */
  readonly sentOn: string
  readonly numbers: readonly { readonly question: string; readonly answer: string }[]
}

type Facts = Pick<RespondView, 'instrument' | 'anonymityLevel' | 'school' | 'mode'>

const device = box(() => localStorage)
const keyOf = ({ instrument }: Pick<Facts, 'instrument'>) => `km-numbers:${instrument}`

/** Who answers in a function, of level F: a team so small that the totals of all are not told. */
const keepsNumbers = ({ anonymityLevel, school, mode }: Facts): boolean =>
  anonymityLevel === 'F' && school === undefined && mode === 'invitation'

/** Keeps the answers that are numbers on this device, instead of those of the time before. */
export function keepNumbers(
  view: Facts,
  sent: { readonly token: string; readonly on: Date; readonly answers: OwnNumbers['numbers'] },
): void {
  if (!keepsNumbers(view)) return
  const numbers = sent.answers.filter(({ answer }) => /^\d+([.,]\d+)?$/.test(answer))
  const kept: OwnNumbers = { token: sent.token, sentOn: sent.on.toISOString().slice(0, 10), numbers }
  device.write(keyOf(view), numbers.length === 0 ? undefined : kept)
}

/** What was kept of another link than this one; undefined when there is nothing. */
export function readNumbers(view: Facts, token: string): OwnNumbers | undefined {
  const kept = keepsNumbers(view) ? device.read<OwnNumbers>(keyOf(view)) : undefined
  return kept?.token === token ? undefined : kept
}

/** Takes them from this device. */
export const forgetNumbers = (view: Facts): void => device.write(keyOf(view), undefined)
