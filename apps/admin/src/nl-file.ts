import type { FileProgress } from './send-file.ts'

const number = (n: number): string => n.toLocaleString('nl-NL')
const size = (bytes: number): string =>
  bytes < 1_000_000
    ? `${number(Math.ceil(bytes / 1000))} kB`
    : `${number(Math.round(bytes / 100_000) / 10)} MB`

/** Dutch of taking in a file, the same on every screen. */
export const nlFile = {
  choose: 'Bestand',
  check: 'Kijk het na',
  other: 'Kies een ander bestand',
  nothingYet: 'Er is nog niets bewaard.',
  lost: 'De verbinding viel weg terwijl de server bezig was. Alles is bewaard, of niets. Kijk eerst of het er staat, voordat je het opnieuw bewaart.',
  /** How far it is, as it stands beside the bar. */
  now: ({ phase, done, of }: FileProgress): string => {
    if (phase === 'send') return `Versturen: ${size(done)} van ${size(of)}`
    if (of === 0) return 'De server kijkt het bestand na …'
    if (phase === 'check') return `Nakijken: ${number(done)} van ${number(of)} regels`
    return `Bewaren: ${number(done)} van ${number(of)} aantallen`
  },
  /** The same for who hears it: only what is new in it, not every step. */
  heard: ({ phase, done, of }: FileProgress): string => {
    const words = { send: 'Versturen', check: 'Nakijken', store: 'Bewaren' }[phase]
    return of === 0 ? words : `${words}: ${Math.floor((4 * done) / of) * 25}%`
  },
} as const
