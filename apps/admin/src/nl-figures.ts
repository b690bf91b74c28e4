import type { FigureReason, Share } from '@km/analysis'

const reasons: Readonly<Partial<Record<FigureReason, string>>> = {
  too_few: 'minder dan 5',
  complementary: 'niet getoond: anders is een kleiner aantal uit te rekenen',
  no_answers: 'niemand',
  not_delivered: 'niet compleet geleverd',
  not_for_you: 'niet per school geleverd',
}

const counts = (n: number): string => (n === 1 ? '1 aantal' : `${n.toLocaleString('nl-NL')} aantallen`)

const givers: Readonly<Record<string, string>> = {
  project_leader: 'de projectleider',
  roc_contact: 'het ROC',
}

/** Dutch texts of figures. */
export const nlFigures = {
  nav: 'Cijfers',
  title: 'Cijfers',
  lead: (shown: number, of: number): string =>
    `Van ${shown} van de ${of} cijfers zijn er aantallen. Kleine aantallen laten we niet zien.`,
  nothing: 'Er zijn nog geen cijfers ingelezen.',
  missing: 'Nog niet geleverd',
  missingBy: (source: string): string => `Levert: ${source}`,
  take: 'Cijfers inlezen',
  year: 'schooljaar',
  figure: 'cijfer',
  before: 'een jaar eerder',
  newest: 'nieuwste',
  of: 'van',
  statuses: { provisional: 'voorlopig', final: 'definitief' },
  hidden: 'minder dan 5 of afgeschermd',
  few: 'minder dan 10: alleen aantallen',
  manyUnknown: 'meer dan 20% onbekend: geen percentage',
  reason: (reason: FigureReason): string => reasons[reason] ?? 'niet getoond',
  share: (share: Share): string =>
    share === 'below_5' ? 'minder dan 5%' : share === 'above_95' ? 'meer dan 95%' : `${share}%`,
  import: {
    title: 'Cijfers inlezen',
    lead: 'Alleen aantallen: een bestand met gegevens van personen nemen we niet aan.',
    back: 'Cijfers',
    set: 'soort cijfers',
    example: 'Haal het voorbeeldbestand op',
    exampleText: 'Alle codes staan er al in. Vul alleen de aantallen in; een lege regel slaan we over.',
    exampleOwn: 'Je eigen school staat er al in. Vul alleen de aantallen in; een lege regel slaan we over.',
    imports: 'Ingelezen bestanden',
    noImports: 'Er is nog geen bestand ingelezen.',
    given: (day: string, role: string): string =>
      role === 'coordinator' ? `${day}, door de school` : `${day}, door ${givers[role] ?? 'het programma'}`,
    counts,
    about: (schools: readonly string[]): string =>
      schools.length > 3 ? `Over ${schools.length} scholen` : `Over ${schools.join(', ')}`,
    takenBack: (day: string): string => `Teruggenomen op ${day}: deze aantallen tellen niet meer mee.`,
    takeBack: 'Neem terug',
    takeBackTitle: 'Bestand terugnemen',
    takeBackText:
      'De aantallen uit dit bestand tellen dan niet meer mee. Wat er eerder stond, telt weer. Dit kun je niet ongedaan maken; het bestand opnieuw inlezen kan wel.',
    xlsx: 'Excel-bestand',
    csv: 'CSV-bestand',
    file: 'Kies het ingevulde bestand',
    fileText: 'Excel (.xlsx) of CSV, hooguit 10.000 regels en 2 MB.',
    problems: 'Met dit bestand kunnen we niets.',
    will: (n: number): string => (n === 0 ? 'Er is niets om te bewaren.' : `${counts(n)} om te bewaren.`),
    save: (n: number): string => `Bewaar ${counts(n)}`,
    done: (n: number): string => `${counts(n)} ${n === 1 ? 'is' : 'zijn'} bewaard.`,
    leftOut: (n: number): string =>
      n === 0
        ? ''
        : n === 1
          ? '1 regel is overgeslagen.'
          : `${n.toLocaleString('nl-NL')} regels zijn overgeslagen.`,
    toFigures: 'Naar de cijfers',
  },
} as const
