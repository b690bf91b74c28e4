import { counted, list } from './parts/wording.ts'

interface YearCounts {
  readonly schoolYear: string
  readonly n: number
  readonly same: number
  readonly visitorHigher: number
  readonly visitorLower: number
}

/** What a visitor saw, beside what the school says itself. */
export const nlBeside = {
  title: 'School en bezoeker naast elkaar',
  lead: (discuss: number, of: number) =>
    discuss === 0
      ? `Bij geen van de ${of} besproken onderwerpen liggen school en bezoeker 2 niveaus of meer uit elkaar.`
      : `Bij ${discuss} van de ${of} besproken onderwerpen liggen school en bezoeker 2 niveaus of meer uit elkaar. Praat daarover; geen van beide antwoorden verandert.`,
  years: {
    lead: ({ n, schoolYear, same, visitorHigher: higher, visitorLower: lower }: YearCounts) => {
      const ways = [
        ...(same > 0 ? [`${same} keer hetzelfde niveau`] : []),
        ...(higher > 0 ? [`${higher} keer gaf de bezoeker een hoger niveau`] : []),
        ...(lower > 0 ? [`${lower} keer gaf de bezoeker een lager niveau`] : []),
      ]
      return `In ${schoolYear} gaven school en bezoeker bij ${counted(n, ['school', 'scholen'])} allebei een niveau: ${list(ways)}.`
    },
    none: 'Nog bij geen enkele school gaven school en bezoeker allebei een niveau.',
    about: 'Geteld per school, met het laatste bezoek van het jaar. Beide antwoorden blijven zoals ze zijn.',
    way: 'Bezoeker en school',
    same: 'Zelfde niveau',
    higher: 'Bezoeker hoger',
    lower: 'Bezoeker lager',
    without: 'Eén van beide gaf geen niveau',
    year: (schoolYear: string, n: number) => `${schoolYear} (${counted(n, ['school', 'scholen'])})`,
    of: (count: number, n: number) => `${count} van ${n}`,
    discuss: 'Praat hierover: 2 niveaus of meer uit elkaar',
    filter: (code: string, title: string) => `${code} ${title} · scholen die je mag zien`,
  },
  topic: 'Onderwerp',
  school: 'School',
  visitor: 'Bezoeker',
  discuss: 'bespreken',
  nothing: 'niet ingevuld',
  flywheel: 'Vliegwiel per bezoek',
  flywheelLead: (day: string, phases: string) => `Bij het laatste bezoek, op ${day}: ${phases}.`,
  sufficient: (name: string, count: number, of: number) => `${name} ${count} van ${of} op orde`,
  phase: 'Fase',
} as const
