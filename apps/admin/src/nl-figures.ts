import type { FigureReason, Share } from '@km/analysis'

const reasons: Readonly<Partial<Record<FigureReason, string>>> = {
  too_few: 'minder dan 5',
  complementary: 'niet getoond: anders is een kleiner aantal uit te rekenen',
  no_answers: 'niemand',
  not_delivered: 'niet compleet geleverd',
  not_for_you: 'niet per school geleverd',
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
    sets: { 'CF-VO': 'Doorstroom vo', 'CF-DS': 'Deelschakel', 'CF-MBO': 'Mbo-pilot' } as Record<
      string,
      string
    >,
    example: 'Haal het voorbeeldbestand op',
    exampleText: 'Alle codes staan er al in. Vul alleen de aantallen in; een lege regel slaan we over.',
    xlsx: 'Excel-bestand',
    csv: 'CSV-bestand',
    file: 'Kies het ingevulde bestand',
    choose: 'bestand',
    reading: 'Het bestand wordt nagekeken.',
    check: 'Kijk na en bewaar',
    will: (counts: number): string => `${counts} ${counts === 1 ? 'aantal' : 'aantallen'} om te bewaren.`,
    none: 'Er is niets om te bewaren.',
    save: (counts: number): string => `Bewaar ${counts} ${counts === 1 ? 'aantal' : 'aantallen'}`,
    saving: 'De aantallen worden bewaard.',
    done: (counts: number): string => `${counts} ${counts === 1 ? 'aantal is' : 'aantallen zijn'} bewaard.`,
  },
} as const
