import { randomBytes, randomUUID } from 'node:crypto'
import { createCodes, createInvitations, createRound, listDefinitions, readToken } from '@km/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addNetwork, client, openTestApp, signIn, testClock } from '../testing.ts'
import { form, openText, question, tinySurveys } from '../testing-surveys.ts'

/** Three questions of four answers: the answers of forty people all differ, so each can be recognised. */
const items = ['Q_1', 'Q_2', 'Q_3']
const choices = [1, 2, 3, 4].map((value) => ({ value, text: `antwoord ${value}` }))
const questions = [...items.map((name) => question(name, { choices })), openText('Q_T')]
const surveys = tinySurveys(
  {
    facts: { code: 'ANON', anonymityLevel: 'A', mode: 'open-link', unit: 'person' },
    versions: { '1.0': form(questions) },
  },
  { facts: { code: 'VERTR', anonymityLevel: 'V', unit: 'person' }, versions: { '1.0': form(questions) } },
)
const people = 40
const clock = testClock('2026-10-05T09:00:00Z')
let opened: Awaited<ReturnType<typeof openTestApp>>
let alice: Awaited<ReturnType<typeof signIn>>
let networkId: number

beforeAll(async () => {
  opened = await openTestApp({ now: clock.now, surveys })
  const account = { role: 'project_leader', email: 'alice@example.org', at: clock.now() } as const
  networkId = await addNetwork(opened.store, { name: 'Regio Test', ...account })
  alice = await signIn(opened.app, 'alice@example.org')
  for (let at = 0; at < people; at += 1)
    await alice('POST', '/api/schools', { name: `School ${at}`, type: 'vmbo', joinedOn: '2020-08-01' })
})
afterAll(() => opened.close())

interface Person {
  readonly token: string
  readonly submissionId: string
  readonly receipt: string
  /** Everything else that only this person or this link has. */
  readonly secrets: readonly string[]
  readonly answers: string
  readonly text: string
}

const anyone = (method: string, path: string, body?: unknown) =>
  client(opened.app)(method, `/api/respond/${path}`, body)
const day = (at: number) => `2026-10-${String(5 + Math.floor(at / 4)).padStart(2, '0')}`
const answersOf = (at: number) => ({
  ...Object.fromEntries(items.map((item, digit) => [item, (Math.floor(at / 4 ** digit) % 4) + 1])),
  Q_T: `tekst-${at}-`,
})

async function openRound(instrument: 'ANON' | 'VERTR') {
  return opened.store.inNetwork(networkId, async (tx) => {
    const definitionId = (await listDefinitions(tx)).find((one) => one.instrument === instrument)?.id ?? 0
    const values = { networkId, instrument, definitionId, schoolYear: '2026-2027' }
    const { id: roundId } = await createRound(tx, {
      ...values,
      opensOn: '2026-10-01',
      closesOn: '2026-11-03',
    })
    const personal = Array.from({ length: people }, (_, at) => ({
      ...{ networkId, roundId, kind: 'personal' as const, schoolId: at + 1 },
    }))
    const open = [{ networkId, roundId, kind: 'open' as const, asksCode: true }]
    const made = await createInvitations(tx, instrument === 'ANON' ? open : personal)
    const codes = instrument === 'ANON' ? await createCodes(tx, { networkId, roundId, count: people }) : []
    return { roundId, tokens: made.map((one) => one.token), codes }
  })
}

async function send(at: number, token: string, code: string | undefined): Promise<Person> {
  clock.set(`${day(at)}T09:${String(at).padStart(2, '0')}:00Z`)
  const answers = answersOf(at)
  const submissionId = randomUUID()
  const ticket = randomBytes(16).toString('base64url')
  if (code === undefined) {
    const kept = await anyone('PUT', `${token}/draft`, { answers, page: 0, revision: 0 })
    expect(kept.status).toBe(200)
  } else expect((await anyone('POST', `${token}/tickets`, { code, ticket })).status).toBeLessThan(300)
  const body = { submissionId, answers, ...(code === undefined ? {} : { ticket }) }
  const sent = await anyone('POST', `${token}/submissions`, body)
  expect(sent.status).toBe(201)
  const hash = readToken(token)?.tokenHash.toString('hex') ?? ''
  return {
    ...{ token, submissionId, receipt: sent.body.receipt, text: answers.Q_T },
    secrets: [token, hash, ticket, ...(code === undefined ? [] : [code])].filter((one) => one !== ''),
    answers: items.map((item) => answers[item as 'Q_T']).join(''),
  }
}

interface Row {
  readonly table: string
  readonly text: string
  readonly xmin: string
}

/** Every row of every table, in the order in which it lies on disk. */
const everything = (): Promise<Row[]> =>
  opened.store.sql.begin(async (tx) => {
    await tx`select set_config('km.network', ${String(networkId)}, true)`
    const tables = await tx<{ name: string }[]>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema', 'drizzle')
        and has_table_privilege(format('%I.%I', schemaname, tablename), 'select')`
    const rows: Row[] = []
    for (const { name } of tables)
      rows.push(
        ...(await tx.unsafe<Row[]>(
          `select '${name}' as table, t::text as text, t.xmin::text as xmin from ${name} t order by t.ctid`,
        )),
      )
    return rows
  })

/** Spearman's rank correlation: 1 when two orders are the same, about 0 when they have nothing to do with each other. */
function correlation(one: readonly number[], other: readonly number[]): number {
  const n = one.length
  const sum = one.reduce((total, rank, index) => total + (rank - (other[index] ?? 0)) ** 2, 0)
  return 1 - (6 * sum) / (n * (n * n - 1))
}

describe.each(['ANON', 'VERTR'] as const)('after a round of %s is closed', (instrument) => {
  let persons: Person[]
  let rows: Row[]
  let roundId: number
  const responses = () =>
    rows.filter((row) => row.table === 'public.response' && row.text.startsWith(`(${networkId},${roundId},`))
  const isAnswer = ({ table }: Row) => table === 'public.response_text'
  const texts = () =>
    rows.filter(
      (row) => row.table === 'public.response_text' && row.text.startsWith(`(${networkId},${roundId},`),
    )

  beforeAll(async () => {
    const round = await openRound(instrument)
    roundId = round.roundId
    persons = []
    for (let at = 0; at < people; at += 1)
      persons.push(await send(at, round.tokens[at] ?? round.tokens[0] ?? '', round.codes[at]))
    clock.set('2026-11-05T12:00:00Z')
    expect((await alice('POST', `/api/rounds/${roundId}/close`)).status).toBe(200)
    rows = await everything()
  }, 120_000)

  it('the answers are all there', () => {
    expect([responses().length, texts().length]).toEqual([people, people])
  })

  it('no column of an answer holds anything of a link, an account, a school or a moment', async () => {
    const found = await opened.store.sql.begin(async (tx) => {
      await tx`select set_config('km.network', ${String(networkId)}, true)`
      return tx<Record<string, unknown>[]>`select * from response where round_id = ${roundId}`
    })
    expect(Object.keys(found[0] ?? {}).sort()).toEqual(
      [
        ...['network_id', 'round_id', 'id', 'definition_id', 'school_id'],
        ...['submission_key', 'body_key', 'answers', 'submitted_on'],
      ].sort(),
    )
    const same = new Set(found.map(({ answers: _answers, id: _id, ...rest }) => JSON.stringify(rest)))
    expect(same.size).toBe(1)
    expect(found[0]).toMatchObject({ school_id: 0, submission_key: null, body_key: null })
    for (const { text } of [...responses(), ...texts()])
      for (const secret of persons.flatMap((one) => [one.submissionId, one.receipt, ...one.secrets]))
        expect(text.includes(secret)).toBe(false)
  })

  it('no key leads back: what was sent with an answer is nowhere, and its id is nowhere else', () => {
    const all = rows.map((row) => row.text).join('\n')
    for (const { submissionId, receipt, text } of persons) {
      expect(all.includes(submissionId)).toBe(false)
      expect(all.includes(receipt)).toBe(false)
      expect(rows.filter((row) => row.text.includes(text) && !isAnswer(row))).toEqual([])
    }
    for (const row of [...responses(), ...texts()]) {
      const id = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(row.text)?.[0] ?? 'none'
      expect(all.split(id).length - 1).toBe(1)
    }
    const round = rows.find(
      (row) => row.table === 'public.round' && row.text.startsWith(`(${networkId},${roundId},`),
    )
    expect(round?.text.includes('\\x')).toBe(false)
    expect(rows.filter((row) => row.table === 'public.class_ticket')).toEqual([])
    expect(rows.filter((row) => row.table === 'public.draft')).toEqual([])
  })

  it('no transaction: all answers were written in one, and all links that were used in one', () => {
    expect(new Set([...responses(), ...texts()].map((row) => row.xmin)).size).toBe(1)
    const links = rows.filter(
      (row) =>
        row.table === 'public.invitation' && row.text.includes(`,${roundId},`) && row.text.includes(',done,'),
    )
    expect(new Set(links.map((row) => row.xmin)).size).toBe(instrument === 'ANON' ? 0 : 1)
  })

  it('no order: neither on disk, nor of texts beside answers', () => {
    const arrival = persons.map((_, at) => at)
    const place = (held: readonly Row[], mark: (one: Person) => string) =>
      persons.map((one) =>
        held.findIndex((row) => row.text.replace(/[^0-9A-Za-z :-]/g, '').includes(mark(one))),
      )
    const answered = place(responses(), (one) =>
      [...one.answers].map((value, index) => `Q${index + 1}: ${value}`).join(' '),
    )
    const told = place(texts(), (one) => one.text)
    expect([...answered].sort((a, b) => a - b)).toEqual(arrival)
    expect([...told].sort((a, b) => a - b)).toEqual(arrival)
    // Of forty in random order this is passed once in a hundred thousand times.
    for (const [one, other] of [
      [arrival, answered],
      [arrival, told],
      [answered, told],
    ] as const)
      expect(Math.abs(correlation(one, other))).toBeLessThan(0.66)
  })

  it('nobody is in the audit trail for having answered', () => {
    const audit = rows.filter((row) => row.table === 'public.audit')
    expect(audit.length).toBeGreaterThan(0)
    expect(audit.filter((row) => /invitation|respond|submission/.test(row.text))).toEqual([])
  })
})

describe('level V', () => {
  it('keeps of a link only that it is done, and takes nothing a second time', async () => {
    const { roundId, tokens } = await opened.store.inNetwork(networkId, async (tx) => {
      const definitionId = (await listDefinitions(tx)).find((one) => one.instrument === 'VERTR')?.id ?? 0
      const values = { networkId, instrument: 'VERTR', definitionId, schoolYear: '2027-2028' }
      const made = await createRound(tx, { ...values, opensOn: '2026-10-01', closesOn: '2026-12-03' })
      const links = await createInvitations(tx, [
        { networkId, roundId: made.id, kind: 'personal', schoolId: 1 },
      ])
      return { roundId: made.id, tokens: links.map((one) => one.token) }
    })
    const [token = ''] = tokens
    const sent = await send(3, token, undefined)
    clock.set('2026-11-05T12:00:00Z')
    const again = await anyone('POST', `${token}/submissions`, {
      submissionId: randomUUID(),
      answers: answersOf(5),
    })
    expect([again.status, again.body.code]).toEqual([409, 'already_sent'])
    const view = await anyone('GET', token)
    expect([view.body.status, view.body.answers]).toEqual(['sent', undefined])
    expect((await anyone('GET', `${token}/report`)).status).toBe(403)
    const [link, draft, response] = await opened.store.sql.begin(async (tx) => {
      await tx`select set_config('km.network', ${String(networkId)}, true)`
      return Promise.all([
        tx<Record<string, unknown>[]>`select * from invitation where round_id = ${roundId}`,
        tx<Record<string, unknown>[]>`select * from draft`,
        tx<Record<string, unknown>[]>`select * from response where round_id = ${roundId}`,
      ])
    })
    expect(link).toMatchObject([{ state: 'done', opened_on: null }])
    expect(draft).toEqual([])
    expect(response).toMatchObject([{ school_id: 0 }])
    expect(JSON.stringify(response)).not.toContain(sent.text)
  })
})
