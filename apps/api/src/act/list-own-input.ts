import {
  type ActionReview,
  findSchool,
  listActions,
  listFindings,
  listReviews,
  listRounds,
  readTallies,
} from '@km/store'
import type { Who } from '../deps.ts'
import { type GroupsIn, readGroups } from '../school-groups.ts'
import type { ActDeps } from './act-deps.ts'
import type { Evidence, OwnInput } from './schema.ts'
import type { ActionRow } from './view-finding.ts'

/** What is stored of evidence was made by `freezeCell` or `freezeWish`. */
type Reference = Evidence['reference']

/** Rounds in which a school sent an answer. */
type Answered = ReadonlyMap<number, { readonly instrument: string; readonly schoolYear: string }>

/** Years in which answers of this school were part of what the evidence is about. */
function yearsWithin(
  reference: Reference,
  schoolId: number,
  answered: Answered,
  groupsIn: GroupsIn,
): string[] {
  const { school, group } = reference
  if (school !== undefined && school !== schoolId) return []
  const within = [...answered].filter(
    ([roundId, round]) =>
      round.instrument === reference.instrument &&
      reference.years.includes(round.schoolYear) &&
      (group === undefined || groupsIn(roundId, schoolId).includes(group)) &&
      (reference.rounds === undefined || reference.rounds.includes(roundId)),
  )
  return within.map(([, round]) => round.schoolYear)
}

/** An action with what the newest review says in words; no evidence, which was read with other rights. */
function viewOwn(action: ActionRow, reviews: readonly ActionReview[]): OwnInput['actions'][number] {
  const { id, code, title, ownerRole, dueOn, status } = action
  const newest = reviews.findLast((one) => one.actionId === id)
  const about = { code, title, ownerRole, dueOn, status }
  if (newest === undefined) return about
  const { effect, seen, next, outcome, reviewedOn } = newest
  return { ...about, review: { effect, seen, next, outcome, reviewedOn } }
}

/**
 * What became of the input of the person's own schools: findings in which their answers were part, with the
 * actions that hang on them. No figures: only what the project leader wrote and decided. Drafts are left out.
 */
export async function listOwnInput({ store }: ActDeps, who: Who): Promise<OwnInput[]> {
  const { networkId, schoolIds } = who
  return store.inNetwork(networkId, async (tx) => {
    const rounds = new Map((await listRounds(tx, networkId)).map((round) => [round.id, round]))
    const findings = (await listFindings(tx, networkId)).filter((one) => one.status !== 'draft')
    const actions = await listActions(tx, networkId)
    const reviews = await listReviews(tx, { networkId })
    const own: OwnInput[] = []
    for (const schoolId of schoolIds) {
      const school = await findSchool(tx, { networkId, schoolId })
      if (school === undefined) continue
      const roundIds = [...rounds.keys()]
      const groupsIn = await readGroups(tx, { networkId, roundIds, schools: [school] })
      const asked = { networkId, roundIds, per: 'school' as const, schoolId }
      const answered: Answered = new Map(
        (await readTallies(tx, asked)).flatMap(({ roundId }) => {
          const round = rounds.get(roundId)
          return round === undefined ? [] : [[roundId, round] as const]
        }),
      )
      for (const finding of findings.toReversed()) {
        const evidence = finding.evidence as unknown as Evidence[]
        const years = evidence.flatMap(({ reference }) =>
          yearsWithin(reference, schoolId, answered, groupsIn),
        )
        if (years.length === 0) continue
        own.push({
          school: { id: school.id, name: school.name },
          code: finding.code,
          title: finding.title,
          kind: finding.kind,
          status: finding.status,
          years: [...new Set(years)].sort(),
          actions: actions
            .filter((action) => action.findingId === finding.id && action.status !== 'proposed')
            .map((action) => viewOwn(action, reviews)),
        })
      }
    }
    return own
  })
}
