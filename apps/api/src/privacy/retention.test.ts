import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { countAnswers } from '@km/definition'
import {
  audit,
  createInvitations,
  createRound,
  createSchool,
  enterNetwork,
  forget,
  forgetAnswers,
  forgetTexts,
  keepMail,
  listAudit,
  listDefinitions,
  listInvitations,
  listRetention,
  listSchoolResponses,
  listTexts,
  readTallies,
  rebuildTallies,
  verifyTallies,
} from '@km/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '../clock.ts'
import { addNetwork, client, openTestApp, signIn, testClock } from '../testing.ts'
import { form, openText, question, tinySurveys } from '../testing-surveys.ts'
import { addMonths, isPast, retentionRules, ruleOf } from './retention-rules.ts'
import { runRetention, runRetentionOnce } from './run-retention.ts'

const versions = { '1.0': form([question('KL_1', { isRequired: true }), openText('KL_2')]) }
const surveys = tinySurveys(
  { facts: { code: 'KLEIN' }, versions },
  {
    facts: { code: 'ANON', anonymityLevel: 'A', unit: 'person', mode: 'open-link', languageLevel: 'B1' },
    versions,
  },
  { facts: { code: 'VERT', anonymityLevel: 'V', unit: 'person', mode: 'open-link' }, versions },
)

/** Years ago, because the database refuses a day that is still to come. */
const closesOn = '2016-05-01'
const clock = testClock('2016-04-10T09:00:00Z')
let opened: Awaited<ReturnType<typeof openTestApp>>
let networkId: number
const rounds: Record<string, { roundId: number; schoolId: number }> = {}

beforeAll(async () => {
  opened = await openTestApp({ now: clock.now, surveys })
  const alice = { role: 'project_leader', email: 'alice@example.org', at: clock.now() } as const
  networkId = await addNetwork(opened.store, { name: 'Regio Test', ...alice })
  for (const instrument of ['KLEIN', 'ANON', 'VERT']) rounds[instrument] = await play(instrument)
})
afterAll(() => opened.close())

/** A released round with one answered link, its address, and a mail about it. */
async function play(instrument: string): Promise<{ roundId: number; schoolId: number }> {
  const { store, app } = opened
  const definition = (await listDefinitions(store.db)).find((row) => row.instrument === instrument)
  const made = await store.inNetwork(networkId, async (tx) => {
    const school = { networkId, name: `School ${instrument}`, type: 'vmbo', joinedOn: '2014-08-01' }
    const { id: schoolId } = await createSchool(tx, school)
    const round = await createRound(tx, {
      ...{ networkId, instrument, definitionId: definition?.id ?? 0, schoolYear: '2015-2016' },
      ...{ opensOn: '2016-04-01', closesOn },
    })
    const whose = instrument === 'KLEIN' ? { kind: 'personal' as const, schoolId } : { kind: 'open' as const }
    const [link] = await createInvitations(tx, [{ networkId, roundId: round.id, ...whose }])
    await tx.execute(
      `update invitation set email = 'bob@example.org', opened_on = '2016-04-11' where id = ${link?.id}`,
    )
    await keepMail(tx, {
      ...{ networkId, kind: 'invitation', roundId: round.id, invitationId: link?.id ?? 0, number: 0 },
      ...{ recipient: 'bob@example.org', subject: 'Doe mee', body: 'De link', createdAt: clock.now() },
      messageId: randomUUID(),
    })
    return { roundId: round.id, schoolId, token: link?.token ?? '' }
  })
  const answers = { KL_1: 2, KL_2: 'wat ik vind' }
  const sent = await client(app)('POST', `/api/respond/${made.token}/submissions`, {
    ...{ submissionId: randomUUID(), answers },
  })
  expect(sent.status).toBe(201)
  clock.set(`${closesOn}T12:00:00Z`)
  const leader = await signIn(app, 'alice@example.org')
  expect((await leader('POST', `/api/rounds/${made.roundId}/close`, {})).status).toBe(200)
  return made
}

const on = async (day: string) => {
  clock.set(`${day}T03:00:00Z`)
  return runRetention({ store: opened.store, now: clock.now })
}
const countsOf = (done: Awaited<ReturnType<typeof on>>, rule: string) =>
  done.find((each) => each.rule === rule && each.networkId === networkId)?.counts
const inside = <T>(work: Parameters<typeof opened.store.inNetwork<T>>[1]) =>
  opened.store.inNetwork(networkId, work)
const roundOf = (instrument: string) => rounds[instrument]?.roundId ?? 0
const answersOf = async () => {
  const schoolId = rounds.KLEIN?.schoolId ?? 0
  return (await inside((tx) => listSchoolResponses(tx, { networkId, schoolId }))).map((row) => row.answers)
}
const textsOf = (instrument: string) =>
  inside((tx) => listTexts(tx, { networkId, roundId: roundOf(instrument) }))
const talliesOf = (instrument: string, per: 'school' | 'network') =>
  inside((tx) => readTallies(tx, { networkId, roundIds: [roundOf(instrument)], per }))
const verify = () => verifyTallies(opened.store, { count: countAnswers, networkId })

describe('retention, with the clock moved over years', () => {
  it('keeps everything on the last day of its time', async () => {
    const done = await on(addMonths(closesOn, 3))
    expect(done.filter(({ counts }) => Object.values(counts).some((n) => n > 0))).toEqual([])
    expect(await inside((tx) => listInvitations(tx, { networkId, roundId: roundOf('KLEIN') }))).toMatchObject(
      [{ email: 'bob@example.org' }],
    )
  })

  it('deletes addresses and mail three months after closing, and keeps that a link was used', async () => {
    const done = await on(addDays(addMonths(closesOn, 3), 1))
    expect(countsOf(done, 'addresses')).toEqual({ rows: 3 })
    expect(countsOf(done, 'mail')).toEqual({ rows: 3 })
    expect(await inside((tx) => listInvitations(tx, { networkId, roundId: roundOf('KLEIN') }))).toMatchObject(
      [{ email: null, openedOn: null, state: 'done' }],
    )
  })

  it('deletes what people wrote a year after closing, and nothing that they chose', async () => {
    expect(countsOf(await on(addMonths(closesOn, 12)), 'texts')).toEqual({ texts: 0, answers: 0 })
    expect(await answersOf()).toEqual([{ KL_1: 2, KL_2: 'wat ik vind' }])
    expect(countsOf(await on(addDays(addMonths(closesOn, 12), 1)), 'texts')).toEqual({ texts: 2, answers: 1 })
    expect(await answersOf()).toEqual([{ KL_1: 2 }])
    expect([await textsOf('ANON'), await textsOf('VERT')]).toEqual([[], []])
    expect(await verify()).toEqual({ rounds: 2, sealed: 1, differences: [], broken: [] })
  })

  it('deletes answers of level V after two school years, and keeps what was counted', async () => {
    expect(countsOf(await on('2017-07-31'), 'answers_personal')).toMatchObject({ responses: 0 })
    expect(countsOf(await on('2017-08-01'), 'answers_personal')).toMatchObject({ rounds: 1, responses: 1 })
    expect(await talliesOf('VERT', 'network')).toMatchObject([{ responses: 1 }])
    expect(await verify()).toEqual({ rounds: 1, sealed: 2, differences: [], broken: [] })
  })

  it('keeps the log of what accounts did for a year', async () => {
    await inside((tx) =>
      audit(tx, {
        ...{ networkId, at: clock.now(), accountId: 'a', role: 'admin', verb: 'school.add' },
        ...{ subject: 'school:1' },
      }),
    )
    const verbs = async () =>
      (await inside((tx) => listAudit(tx, { networkId, limit: 99 }))).filter(
        (row) => row.verb === 'school.add',
      )
    await on('2018-08-01')
    expect(await verbs()).toHaveLength(1)
    await on('2018-08-02')
    expect(await verbs()).toEqual([])
  })

  it('deletes answers of levels F and A after five school years; of a school nothing is left', async () => {
    await on('2020-07-31')
    expect(await answersOf()).toHaveLength(1)
    const done = await on('2020-08-01')
    expect(countsOf(done, 'answers_school')).toEqual({ rounds: 1, responses: 1, schoolTallies: 1 })
    expect(countsOf(done, 'answers_apart')).toEqual({ rounds: 1, responses: 1, schoolTallies: 0 })
    expect(await answersOf()).toEqual([])
    expect(await talliesOf('KLEIN', 'school')).toEqual([])
    expect(await talliesOf('KLEIN', 'network')).toMatchObject([{ responses: 1 }])
    expect(await verify()).toEqual({ rounds: 0, sealed: 3, differences: [], broken: [] })
  })

  it('does nothing more the second time, and says so in the log', async () => {
    const done = await on('2020-08-01')
    expect(done.filter(({ counts }) => Object.values(counts).some((n) => n > 0))).toEqual([])
    const log = await inside((tx) => listRetention(tx, { networkId, limit: 20 }))
    expect([...new Set(log.map((row) => row.rule))].sort()).toEqual(
      retentionRules
        .filter((each) => each.daily)
        .map((each) => each.rule)
        .sort(),
    )
    expect(JSON.stringify(log)).not.toMatch(/example\.org|wat ik vind/)
  })

  it('runs once a day, however often it is asked', async () => {
    clock.set('2020-08-02T03:00:00Z')
    const deps = { store: opened.store, now: clock.now }
    expect(await runRetentionOnce(deps)).not.toEqual([])
    clock.set('2020-08-02T21:00:00Z')
    expect(await runRetentionOnce(deps)).toEqual([])
    clock.set('2020-08-02T22:30:00Z')
    expect(await runRetentionOnce(deps)).not.toEqual([])
  })

  it('sees a sealed tally that was changed, and a rebuild leaves it alone', async () => {
    await opened.store.asOwner(async (db) => {
      await enterNetwork(db, networkId)
      await db.execute(`update tally set responses = 9 where round_id = ${roundOf('ANON')}`)
    })
    expect((await verify()).broken).toEqual([{ networkId, roundId: roundOf('ANON') }])
    expect(await rebuildTallies(opened.store, { count: countAnswers, networkId })).toEqual({
      ...{ rounds: 0, sealed: 3, differences: [] },
    })
    expect(await talliesOf('ANON', 'network')).toMatchObject([{ responses: 9 }])
  })
})

describe('the limits in the database', () => {
  it('let nothing go early, whoever asks', async () => {
    const roundId = roundOf('KLEIN')
    for (const today of ['2016-05-02', '2017-05-01']) {
      const day = { networkId, today, roundId }
      await expect(inside((tx) => forgetTexts(tx, { ...day, places: [] }))).rejects.toThrow()
    }
    await expect(
      inside((tx) => forgetAnswers(tx, { networkId, today: '2020-07-31', roundId })),
    ).rejects.toThrow()
  })

  it('refuse a day that is still to come, and another network', async () => {
    const far = { networkId, today: '2999-01-01' }
    for (const kind of ['audit', 'mail', 'addresses', 'classCodes', 'accountInvites'] as const) {
      await expect(inside((tx) => forget(tx, kind, far))).rejects.toThrow()
      const elsewhere = { networkId: networkId + 1, today: '2020-01-01' }
      await expect(inside((tx) => forget(tx, kind, elsewhere))).rejects.toThrow()
    }
  })
})

describe('the rules', () => {
  it('count months and school years as the database does', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2025-11-30', 3)).toBe('2026-02-28')
    const years = (today: string) =>
      isPast(ruleOf('answers_school'), { ended: '2021-05-01', schoolYear: '2020-2021', today })
    expect([years('2025-07-31'), years('2025-08-01')]).toEqual([false, true])
    const kept = isPast(ruleOf('organisation'), {
      ended: '1999-01-01',
      schoolYear: '1998-1999',
      today: '2026-01-01',
    })
    expect(kept).toBe(false)
  })
})

describe('mail that was kept as files', () => {
  it('is deleted three months after it was written, of each network by itself, with a row in the log', async () => {
    const postFolder = await mkdtemp(path.join(tmpdir(), 'km-post-'))
    const write = async (name: string, day: string) => {
      await writeFile(path.join(postFolder, name), 'To: bob@example.org')
      await utimes(path.join(postFolder, name), new Date(day), new Date(day))
    }
    await write(`${networkId}.invitation.7.0.eml`, '2019-01-31T12:00:00Z')
    await write(`${networkId}.invitation.8.0.eml.part`, '2019-01-31T12:00:00Z')
    await write(`${networkId}.reminder.7.1.eml`, '2019-02-01T12:00:00Z')
    await write(`${networkId}0.reminder.7.1.eml`, '2019-01-31T12:00:00Z')
    await write('readme.txt', '2019-01-31T12:00:00Z')
    const counts = async (day: string) => {
      clock.set(`${day}T01:00:00Z`)
      const done = await runRetention({ store: opened.store, now: clock.now, postFolder })
      return done.find((one) => one.rule === 'mail_files' && one.networkId === networkId)?.counts
    }
    expect(await counts('2019-04-30')).toEqual({ files: 0 })
    expect(await counts('2019-05-01')).toEqual({ files: 2 })
    expect((await readdir(postFolder)).sort()).toEqual(
      [`${networkId}.reminder.7.1.eml`, `${networkId}0.reminder.7.1.eml`, 'readme.txt'].sort(),
    )
    const log = await opened.store.inNetwork(networkId, (tx) => listRetention(tx, { networkId, limit: 99 }))
    expect(
      log
        .filter(({ rule }) => rule === 'mail_files')
        .map((row) => row.counts)
        .slice(0, 2),
    ).toEqual([{ files: 2 }, { files: 0 }])
    await rm(postFolder, { recursive: true })
  })

  it('may never have been there', async () => {
    const postFolder = path.join(tmpdir(), randomUUID())
    const done = await runRetention({ store: opened.store, now: clock.now, postFolder })
    expect(done.find((one) => one.rule === 'mail_files')?.counts).toEqual({ files: 0 })
  })
})
