import type { InstrumentFacts } from '@km/definition'

/** Row K4 of Bijlage 1: the pilot of coaching in the mbo, whose coaches and ROC contact read its results only. */
export const isPilot = ({ bijlageCodes }: Pick<InstrumentFacts, 'bijlageCodes'>): boolean =>
  bijlageCodes.some((code) => code.startsWith('K4'))

/** The set of figures that the ROC hands in about the same pilot. */
export const pilotFigures = 'CF-MBO'
