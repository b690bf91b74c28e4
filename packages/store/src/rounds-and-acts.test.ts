import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeAction, changeFinding, createAction, createFinding, listActions, listFindings } from './act.ts'
import { audit, listAudit } from './audit.ts'
import { readDraft, saveDraft } from './drafts.ts'
import {
  countInvitations,
  createInvitations,
  findInvitation,
  findLinks,
  renewInvitation,
  revokeInvitation,
} from './invitations.ts'
import { makeToken, readToken } from './link-token.ts'
import type { Store } from './open-store.ts'
import { releaseRound } from './releases.ts'
import { readSchoolResponse } from './responses.ts'
import { createRound, findRound, listRounds } from './rounds.ts'
import { createSchool, listSchools } from './schools.ts'
import { violatedConstraint } from './store-problem.ts'
import { createSubmitter } from './submissions.ts'
import { publishDefinition } from './surveys.ts'
import { openTestStore } from './testing.ts'
import { type Cohort, makeCohort, submissionOf, tinyLayout } from './testing-cohort.ts'

let store: Store
let close: () => Promise<void>
let cohort: Cohort
beforeAll(async () => {
  const opened = await openTestStore()
  store = opened.store
  close = opened.close
  cohort = await makeCohort(store)
})
afterAll(() => close())

const within = <T>(work: Parameters<typeof store.inNetwork<T>>[1]) => store.inNetwork(cohort.networkId, work)
const savedAt = new Date('2026-01-10T12:00:00Z')

describe('publishing', () => {
  const version = (sha256: string) => ({
    ...{ instrument: 'PUB', major: 1, minor: 0, sha256, json: { title: sha256 }, facts: {} },
    ...{ layout: tinyLayout, publishedAt: savedAt },
  })

  test('a new version is published once, and the same file again changes nothing', async () => {
    const first = await store.asOwner((db) => publishDefinition(db, version('a')))
    const again = await store.asOwner((db) => publishDefinition(db, version('a')))
    expect([first.kind, again.kind]).toEqual(['published', 'unchanged'])
    expect(again.id).toBe(first.id)
  })

  test('another file under a published version is reported and does not replace it', async () => {
    const differs = await store.asOwner((db) => publishDefinition(db, version('b')))
    expect(differs).toMatchObject({ kind: 'differs', publishedSha256: 'a' })
    const stored = await store.db.query.definition.findMany()
    expect(stored.find((row) => row.instrument === 'PUB')?.json).toEqual({ title: 'a' })
  })
})

describe('links', () => {
  test('a link holds its network and 130 random bits, and only a hash of them is stored', async () => {
    const [made] = await within((tx) =>
      createInvitations(tx, [{ networkId: cohort.networkId, roundId: cohort.round.id, kind: 'open' }]),
    )
    expect(made?.token).toMatch(/^[0-9a-z]+-[0-9a-hjkmnp-tv-z]{26}$/)
    const rows = await within((tx) => tx.query.invitation.findMany())
    const secret = made?.token.split('-')[1] ?? ''
    expect(JSON.stringify(rows.map((row) => row.tokenHash.toString('latin1')))).not.toContain(secret)
  })

  test('tokens do not repeat and use all their letters', () => {
    const tokens = Array.from({ length: 500 }, () => makeToken(7).token)
    expect(new Set(tokens).size).toBe(500)
    expect(new Set(tokens.flatMap((token) => [...(token.split('-')[1] ?? '')])).size).toBe(32)
  })

  test.each([
    '',
    '1',
    '1-',
    `1-${'a'.repeat(25)}`,
    `1-${'u'.repeat(26)}`,
    `zzzzzzz-${'a'.repeat(26)}`,
    `0-${'a'.repeat(26)}`,
  ])("'%s' cannot be a link", (text) => {
    expect(readToken(text)).toBeUndefined()
  })

  test('a link is found with its round, in capitals too', async () => {
    const found = await within((tx) => findInvitation(tx, cohort.open.token.toUpperCase()))
    expect(found).toMatchObject({ invitation: { id: cohort.open.id }, round: { id: cohort.round.id } })
  })

  test('a link of one network is not found from within another', async () => {
    const other = await makeCohort(store)
    expect(await within((tx) => findInvitation(tx, other.open.token))).toBeUndefined()
    const [, secret] = other.open.token.split('-')
    const forged = `${cohort.networkId.toString(36)}-${secret}`
    expect(await within((tx) => findInvitation(tx, forged))).toBeUndefined()
  })

  test('a renewed link works, the old one does not, and the draft stays', async () => {
    const { id: invitationId, token } = cohort.personal[2] ?? cohort.open
    const key = { networkId: cohort.networkId, invitationId }
    await within((tx) =>
      saveDraft(tx, {
        ...{ ...key, definitionId: cohort.definitionId, answers: { HOW: 1 }, page: 0, revision: 0, savedAt },
      }),
    )
    const renewed = await within((tx) => renewInvitation(tx, key))
    expect(await within((tx) => findInvitation(tx, token))).toBeUndefined()
    expect((await within((tx) => findInvitation(tx, renewed ?? '')))?.invitation.id).toBe(invitationId)
    expect((await within((tx) => readDraft(tx, key)))?.answers).toEqual({ HOW: 1 })
  })

  test('many links are found at once, each as it is found alone and with its draft', async () => {
    const fresh = await makeCohort(store)
    const { networkId, definitionId } = fresh
    const [begun, revoked] = fresh.personal
    const draft = { definitionId, answers: { HOW: 1 }, page: 2, revision: 0, savedAt }
    const alone = await store.inNetwork(networkId, async (tx) => {
      await saveDraft(tx, { networkId, invitationId: begun?.id ?? 0, ...draft })
      await revokeInvitation(tx, { networkId, invitationId: revoked?.id ?? 0 })
      return [await findInvitation(tx, begun?.token ?? ''), await findInvitation(tx, fresh.open.token)]
    })
    const hashOf = (token = '') => readToken(token)?.tokenHash ?? Buffer.alloc(0)
    const tokens = [begun, revoked, fresh.open, cohort.open].map((link) => link?.token)
    const found = await findLinks(store, { networkId, tokenHashes: tokens.map(hashOf) })
    expect([...found.keys()].sort()).toEqual(
      [hashOf(begun?.token), hashOf(fresh.open.token)].map((hash) => hash.toString('hex')).sort(),
    )
    expect(found.get(hashOf(begun?.token).toString('hex'))).toEqual({
      ...alone[0],
      draft: { networkId, invitationId: begun?.id, ...draft, revision: 1 },
    })
    expect(found.get(hashOf(fresh.open.token).toString('hex'))).toEqual({ ...alone[1], draft: null })
  })

  test('a revoked link is not found any more and does not count', async () => {
    const fresh = await makeCohort(store)
    const key = { networkId: fresh.networkId, invitationId: fresh.personal[0]?.id ?? 0 }
    await store.inNetwork(fresh.networkId, async (tx) => {
      await revokeInvitation(tx, key)
      expect(await findInvitation(tx, fresh.personal[0]?.token ?? '')).toBeUndefined()
      const counts = await countInvitations(tx, { networkId: fresh.networkId, roundIds: [fresh.round.id] })
      expect(counts.reduce((sum, row) => sum + row.personal, 0)).toBe(2)
    })
  })

  test('invitations are counted per round and school by how far they are', async () => {
    const fresh = await makeCohort(store)
    const submitter = createSubmitter(store, { now: () => savedAt })
    await submitter.submit(submissionOf(fresh, { HOW: 1 }, { school: 0 }))
    await store.inNetwork(fresh.networkId, async (tx) => {
      await saveDraft(tx, {
        ...{ networkId: fresh.networkId, invitationId: fresh.personal[1]?.id ?? 0, answers: {}, page: 0 },
        ...{ definitionId: fresh.definitionId, revision: 0, savedAt },
      })
      const roundId = fresh.round.id
      expect(await countInvitations(tx, { networkId: fresh.networkId, roundIds: [roundId] })).toEqual([
        { roundId, schoolId: fresh.schoolIds[0], personal: 1, open: 0, opened: 1, started: 0, done: 1 },
        { roundId, schoolId: fresh.schoolIds[1], personal: 1, open: 0, opened: 1, started: 1, done: 0 },
        { roundId, schoolId: fresh.schoolIds[2], personal: 1, open: 0, opened: 0, started: 0, done: 0 },
        { roundId, schoolId: null, personal: 0, open: 1, opened: 0, started: 0, done: 0 },
      ])
    })
  })
})

describe('drafts', () => {
  const draft = (values: { revision: number; HOW: number }) => ({
    ...{ networkId: cohort.networkId, invitationId: cohort.personal[0]?.id ?? 0, page: 2, savedAt },
    ...{ definitionId: cohort.definitionId, answers: { HOW: values.HOW }, revision: values.revision },
  })

  test('each saving raises the revision', async () => {
    expect(await within((tx) => saveDraft(tx, draft({ revision: 0, HOW: 1 })))).toEqual({
      ...{ kind: 'saved', revision: 1 },
    })
    expect(await within((tx) => saveDraft(tx, draft({ revision: 1, HOW: 2 })))).toEqual({
      ...{ kind: 'saved', revision: 2 },
    })
  })

  test('a device that missed a revision gets what is stored, and overwrites nothing', async () => {
    const saving = await within((tx) => saveDraft(tx, draft({ revision: 1, HOW: 4 })))
    expect(saving).toMatchObject({ kind: 'stale', stored: { revision: 2, answers: { HOW: 2 } } })
    expect((await within((tx) => readDraft(tx, draft({ revision: 0, HOW: 0 }))))?.answers).toEqual({ HOW: 2 })
  })

  test('of many devices that save at once on the same revision one gets through', async () => {
    const savings = await Promise.all(
      Array.from({ length: 10 }, (_, n) => within((tx) => saveDraft(tx, draft({ revision: 2, HOW: n })))),
    )
    expect(savings.filter((saving) => saving.kind === 'saved')).toHaveLength(1)
    expect(savings.filter((saving) => saving.kind === 'stale')).toHaveLength(9)
  })

  test('a draft stays with the version it was started under', async () => {
    const other = await store.asOwner((db) =>
      publishDefinition(db, {
        ...{ instrument: 'TINY-F', major: 2, minor: 0, sha256: 'b', json: {}, facts: {} },
        ...{ layout: tinyLayout, publishedAt: savedAt },
      }),
    )
    await within((tx) => saveDraft(tx, { ...draft({ revision: 3, HOW: 1 }), definitionId: other.id }))
    const stored = await within((tx) => readDraft(tx, draft({ revision: 0, HOW: 0 })))
    expect(stored).toMatchObject({ revision: 4, definitionId: cohort.definitionId })
  })

  test('nothing is kept after sending, and nothing after the release', async () => {
    const fresh = await makeCohort(store)
    const submitter = createSubmitter(store, { now: () => savedAt })
    const save = (school: number) =>
      store.inNetwork(fresh.networkId, (tx) =>
        saveDraft(tx, {
          ...{ networkId: fresh.networkId, invitationId: fresh.personal[school]?.id ?? 0, answers: {} },
          ...{ definitionId: fresh.definitionId, page: 0, revision: 0, savedAt },
        }),
      )
    await submitter.submit(submissionOf(fresh, { HOW: 1 }, { school: 0 }))
    expect(await save(0)).toEqual({ kind: 'already_sent' })
    await store.inNetwork(fresh.networkId, (tx) =>
      releaseRound(tx, {
        ...{ networkId: fresh.networkId, roundId: fresh.round.id, at: savedAt, freeze: async () => ({}) },
      }),
    )
    expect(await save(1)).toEqual({ kind: 'round_closed' })
  })
})

describe('rounds and schools', () => {
  test('a round of the same instrument, year and period is refused', async () => {
    const again = within((tx) =>
      createRound(tx, {
        ...{ networkId: cohort.networkId, instrument: 'TINY-F', definitionId: cohort.definitionId },
        ...{ schoolYear: '2025-2026', opensOn: '2026-01-01', closesOn: '2026-02-01' },
      }),
    )
    expect(await again.catch(violatedConstraint)).toBe('round_once')
  })

  test('a school name is used once in a network and may be used in another', async () => {
    const school = { name: 'School 0000', type: 'x', joinedOn: '2026-01-01' }
    const again = within((tx) => createSchool(tx, { networkId: cohort.networkId, ...school }))
    expect(await again.catch(violatedConstraint)).toBe('school_name')
    const other = await makeCohort(store)
    const names = await store.inNetwork(other.networkId, (tx) => listSchools(tx, other.networkId))
    expect(names.map((row) => row.name)).toContain('School 0000')
  })

  test('a list of rounds does not hold their keys', async () => {
    const rounds = await within((tx) => listRounds(tx, cohort.networkId))
    expect(rounds.every((round) => !('key' in round))).toBe(true)
    const key = { networkId: cohort.networkId, roundId: cohort.round.id }
    expect((await within((tx) => findRound(tx, key)))?.key).toHaveLength(32)
  })

  test("a school's response is read back as it was sent", async () => {
    const submitter = createSubmitter(store, { now: () => savedAt })
    await submitter.submit(
      submissionOf(cohort, { HOW: 3, NOTE: 'é "x" \\ 😀' }, { school: 1, submissionId: randomUUID() }),
    )
    const read = await within((tx) =>
      readSchoolResponse(tx, {
        ...{ networkId: cohort.networkId, roundId: cohort.round.id, schoolId: cohort.schoolIds[1] ?? 0 },
      }),
    )
    expect(read?.answers).toEqual({ HOW: 3, NOTE: 'é "x" \\ 😀' })
  })
})

describe('findings, actions and the audit trail', () => {
  const finding = (schoolYear: string) => ({
    ...{ networkId: cohort.networkId, schoolYear, title: 'Zicht op groei', kind: 'attention' as const },
    ...{ expectationCodes: ['OL.D.1'], evidence: [{ n: 21 }], createdAt: savedAt, createdBy: 'a' },
  })
  const action = (findingId: number) => ({
    ...{ networkId: cohort.networkId, findingId, title: 'Scholing', ownerRole: 'coordinator' },
    ...{ measureInstrument: 'KM-NT2', measureItem: 'KM_OL_D_1', measureUnit: 'share' as const },
    ...{ startValue: 40, targetValue: 60, targetYear: '2026-2027', dueOn: '2027-06-01', createdAt: savedAt },
  })

  test('codes count on per school year, also when many are made at once', async () => {
    const made = await Promise.all(
      Array.from({ length: 12 }, () => within((tx) => createFinding(tx, finding('2025-2026')))),
    )
    const codes = made.map((row) => row.code).sort()
    expect(codes).toEqual(Array.from({ length: 12 }, (_, n) => `B-2526-${String(n + 1).padStart(3, '0')}`))
    expect((await within((tx) => createFinding(tx, finding('2026-2027')))).code).toBe('B-2627-001')
  })

  test('an action gets the school year of its finding and can be changed', async () => {
    const [parent] = await within((tx) => listFindings(tx, cohort.networkId))
    const made = await within((tx) => createAction(tx, action(parent?.id ?? 0)))
    expect(made?.code).toBe('V-2526-001')
    const key = { networkId: cohort.networkId, actionId: made?.id ?? 0 }
    await within((tx) => changeAction(tx, key, { status: 'decided', targetValue: 70 }))
    expect(await within((tx) => listActions(tx, cohort.networkId))).toMatchObject([
      { status: 'decided', targetValue: 70, title: 'Scholing' },
    ])
  })

  test('an action without a finding is not made', async () => {
    expect(await within((tx) => createAction(tx, action(999_999)))).toBeUndefined()
  })

  test('words and status of a finding change, its evidence does not', async () => {
    const [first] = await within((tx) => listFindings(tx, cohort.networkId))
    const key = { networkId: cohort.networkId, findingId: first?.id ?? 0 }
    const changed = await within((tx) => changeFinding(tx, key, { status: 'confirmed' }))
    expect(changed).toMatchObject({ status: 'confirmed', evidence: [{ n: 21 }], code: first?.code })
  })

  test('an audit row stands or falls with the change it is about', async () => {
    const entry = {
      ...{ networkId: cohort.networkId, at: savedAt, accountId: 'a', role: 'project_leader' },
      ...{ verb: 'add_school', subject: 'school:1', details: { name: 'x' } },
    }
    const failing = within(async (tx) => {
      await audit(tx, entry)
      throw new Error('halfway')
    })
    await expect(failing).rejects.toThrow('halfway')
    await within((tx) => audit(tx, entry))
    expect(await within((tx) => listAudit(tx, { networkId: cohort.networkId, limit: 10 }))).toMatchObject([
      { verb: 'add_school', details: { name: 'x' } },
    ])
  })
})
