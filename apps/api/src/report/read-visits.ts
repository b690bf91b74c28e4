import type { VisitedLevel } from '@km/analysis'
import type { Item, Scale } from '@km/definition'
import { type Db, listVisits, type Visit } from '@km/store'
import type { Network } from './read-network.ts'
import type { ReportDeps } from './report-deps.ts'
import type { VisitPhases } from './schema.ts'

/** How an instrument says that a question is about a phase of the flywheel: 'Vliegwiel: aanloop'. */
export const flywheelAspect = 'Vliegwiel: '

interface Seen {
  readonly item: Item
  readonly label: string
  readonly level?: number
}

function answerTo(item: Item, answers: Readonly<Record<string, unknown>>, scales: readonly Scale[]): Seen[] {
  const value = answers[item.name]
  const scale = scales.find((one) => one.code === item.scale)
  if (scale === undefined || scale.sufficient.length === 0 || value === undefined) return []
  const level = scale.levels.find((one) => one.value === value)
  const label = level?.label ?? scale.escapes.find((one) => one.value === value)?.label
  if (label === undefined) return []
  return [{ item, label, ...(typeof level?.value === 'number' ? { level: level.value } : {}) }]
}

function phasesOf(visit: Visit, seen: readonly Seen[]): VisitPhases {
  const about = seen.filter(({ item }) => item.aspect?.startsWith(flywheelAspect))
  const names = [...new Set(about.map(({ item }) => item.aspect ?? ''))]
  return {
    visitId: visit.id,
    visitedOn: visit.visitedOn,
    schoolYear: visit.schoolYear,
    phases: names.map((name) => ({
      name: name.slice(flywheelAspect.length),
      levels: about
        .filter(({ item }) => item.aspect === name)
        .map(({ item, label, level }) => ({
          title: item.shortTitle,
          label,
          ...(level === undefined ? {} : { level }),
        })),
    })),
  }
}

const levelsOf = (visit: Visit, seen: readonly Seen[]): VisitedLevel[] =>
  seen.flatMap(({ item, label, level }) => {
    const [expectationCode] = item.expectationCodes
    if (expectationCode === undefined || item.aspect?.startsWith(flywheelAspect)) return []
    return [
      {
        ...{ visitId: visit.id, visitedOn: visit.visitedOn, schoolYear: visit.schoolYear },
        ...{ expectationCode, title: item.shortTitle, label },
        ...(level === undefined ? {} : { level }),
      },
    ]
  })

/** One record that was sent: what the visitor saw. */
export interface SeenOnVisit {
  readonly schoolId: number
  readonly levels: readonly VisitedLevel[]
  readonly phases: VisitPhases
}

/** What visitors saw at these schools, newest first, from the records that were sent. The caller knows who may. */
export async function readSeen(
  tx: Db,
  { surveys }: ReportDeps,
  network: Network,
  schoolIds: readonly number[],
): Promise<readonly SeenOnVisit[]> {
  const visits = await listVisits(tx, { networkId: network.id, schoolIds })
  return visits.flatMap((visit) => {
    const opened = network.definitions.get(visit.record?.definitionId ?? 0)
    const { schoolId, record } = visit
    if (record === null || schoolId === null || opened?.facts.anonymityLevel !== 'F') return []
    const seen = opened.definition.items.flatMap((item) => answerTo(item, record.answers, surveys.scales))
    return [{ schoolId, levels: levelsOf(visit, seen), phases: phasesOf(visit, seen) }]
  })
}

/** What visitors saw at one school: levels per expectation, and the phases of the flywheel. */
export async function readVisits(
  tx: Db,
  deps: ReportDeps,
  network: Network,
  schoolId: number,
): Promise<{ readonly levels: readonly VisitedLevel[]; readonly flywheel: readonly VisitPhases[] }> {
  const read = await readSeen(tx, deps, network, [schoolId])
  return {
    levels: read.flatMap((one) => one.levels),
    flywheel: read.map((one) => one.phases).filter((one) => one.phases.length > 0),
  }
}
