import { randomUUID } from 'node:crypto'
import type { TallyLayout } from '@km/definition'
import type { Invitation } from './invitations.ts'
import { createInvitations } from './invitations.ts'
import { createNetwork } from './networks.ts'
import type { Store } from './open-store.ts'
import { createRound, findRound, type RoundWithKey } from './rounds.ts'
import { createSchools } from './schools.ts'
import type { Submission } from './submissions.ts'
import { publishDefinition } from './surveys.ts'

/** Two questions: how it goes (1 to 4), and the favourite colour. */
export const tinyLayout: TallyLayout = {
  size: 8,
  items: [
    { item: 'HOW', itemVersion: 1, kind: 'single', answered: 0, first: 1, values: [1, 2, 3, 4] },
    { item: 'COLOUR', itemVersion: 1, kind: 'single', answered: 5, first: 6, values: ['red', 'blue'] },
  ].map((slot) => ({ ...slot, path: [slot.item] })) as TallyLayout['items'],
}

/** Counts answers of the tiny definition, by hand. */
export function countTiny(layout: TallyLayout, answers: Readonly<Record<string, unknown>>): number[] {
  return layout.items.flatMap((slot) => {
    const answer = answers[slot.item]
    const index = typeof answer === 'number' || typeof answer === 'string' ? slot.values.indexOf(answer) : -1
    return index < 0 ? [] : [slot.answered, slot.first + index]
  })
}

export interface Cohort {
  readonly networkId: number
  readonly definitionId: number
  readonly schoolIds: readonly number[]
  readonly round: RoundWithKey
  /** One per school, in the same order. */
  readonly personal: readonly (Invitation & { readonly token: string })[]
  readonly open: Invitation & { readonly token: string }
}

/** A network with one open round, a personal link per school and an open link. */
export async function makeCohort(
  store: Store,
  { level = 'F', schools = 3, year = '2025-2026' }: { level?: string; schools?: number; year?: string } = {},
): Promise<Cohort> {
  const { id: definitionId } = await store.asOwner((db) =>
    publishDefinition(db, {
      ...{ instrument: `TINY-${level}`, major: 1, minor: 0, sha256: 'f00d', json: { pages: [] } },
      ...{ facts: { anonymityLevel: level }, layout: tinyLayout, publishedAt: new Date('2025-09-01') },
    }),
  )
  const { id: networkId } = await createNetwork(store.db, { name: 'Regio Verzonnen' })
  return store.inNetwork(networkId, async (tx) => {
    const made = await createSchools(
      tx,
      Array.from({ length: schools }, (_, index) => ({
        ...{ networkId, name: `School ${String(index).padStart(4, '0')}`, type: 'vmbo-havo' },
        joinedOn: '2022-08-01',
      })),
    )
    const { id: roundId } = await createRound(tx, {
      ...{ networkId, instrument: `TINY-${level}`, definitionId, schoolYear: year },
      ...{ opensOn: '2026-01-01', closesOn: '2026-02-01' },
    })
    const schoolIds = made.map((school) => school.id)
    const invitations = await createInvitations(tx, [
      ...schoolIds.map((schoolId) => ({ networkId, roundId, kind: 'personal' as const, schoolId })),
      { networkId, roundId, kind: 'open' as const },
    ])
    const round = await findRound(tx, { networkId, roundId })
    const open = invitations.at(-1)
    if (!round || !open) throw new Error('the cohort was not made')
    return { networkId, definitionId, schoolIds, round, personal: invitations.slice(0, -1), open }
  })
}

/** A submission of the cohort: over the open link, or a school's personal one. */
export function submissionOf(
  cohort: Cohort,
  answers: Readonly<Record<string, unknown>>,
  {
    school,
    submissionId = randomUUID(),
    texts = {},
  }: { school?: number; submissionId?: string; texts?: Record<string, string> } = {},
): Submission {
  const personal = school === undefined ? undefined : cohort.personal[school]
  return {
    networkId: cohort.networkId,
    invitation: personal ?? cohort.open,
    round: cohort.round,
    definition: { id: cohort.definitionId, layout: tinyLayout },
    schoolId: school === undefined ? 0 : (cohort.schoolIds[school] ?? 0),
    submissionId,
    version: '1.0',
    answers,
    texts,
    increments: countTiny(tinyLayout, answers),
  }
}
