import type { CoverageSource, CoveredInstrument, ShownEvidence } from '@km/analysis'
import * as nl from './nl.ts'
import type { EvidenceLine, EvidenceLink, SourceView } from './schema.ts'

interface Around {
  readonly instruments: readonly CoveredInstrument[]
  readonly schoolYear: string
}

function linkOf(
  one: ShownEvidence,
  { code }: CoverageSource,
  { schoolYear }: Around,
): EvidenceLink | undefined {
  switch (one.kind) {
    case 'round':
      return one.state === 'released'
        ? { to: 'comparison', instrument: code, year: schoolYear }
        : { to: 'round', id: one.roundId }
    case 'records':
      return { to: 'visits' }
    case 'figure':
      return { to: 'figure', indicator: code }
    case 'register':
      return { to: 'register' }
    case 'set':
      return undefined
  }
}

/** What an indicator counts of instruments, and what stays with its respondent, in a line of their own. */
function extraLines(source: CoverageSource, { instruments }: Around): readonly EvidenceLine[] {
  if (source.state === 'private') return [{ text: nl.stays }]
  const titles = instruments
    .filter(({ facts }) => source.counts.includes(facts.code))
    .map(({ facts }) => facts.title)
  return titles.length === 0 ? [] : [{ text: nl.countedFrom(titles) }]
}

/** Sources with their evidence in words. */
export function viewSources(sources: readonly CoverageSource[], around: Around): readonly SourceView[] {
  const unitOf = new Map(around.instruments.map(({ facts }) => [facts.code, facts.unit]))
  return sources.map((source) => {
    const { evidence, ...rest } = source
    const lines = evidence.map((one) => {
      const link = linkOf(one, source, around)
      const text = nl.evidenceWords(one, unitOf.get(source.code) ?? 'person')
      return { text, ...(link === undefined ? {} : { link }) }
    })
    const title = source.kind === 'register' ? nl.register : source.title
    return { ...rest, title, lines: [...lines, ...extraLines(source, around)] }
  })
}
