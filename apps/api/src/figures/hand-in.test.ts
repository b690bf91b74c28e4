import { addHolding, createSchools, listAudit, type Role, readFigureCounts } from '@km/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccount } from '../accounts/create-account.ts'
import { hashOf } from '../accounts/open-accounts.ts'
import { addNetwork, openTestApp, password, signIn, testClock } from '../testing.ts'
import { lineProblems } from './nl.ts'

const clock = testClock('2026-11-05T09:00:00Z')
type Person = Awaited<ReturnType<typeof signIn>>
let opened: Awaited<ReturnType<typeof openTestApp>>
let networkId: number
const people = new Map<string, Person>()
const as = (name: string): Person => people.get(name) as Person

async function addPerson(name: string, role: Role, schoolId?: number): Promise<void> {
  const email = `${name}@example.org`
  const passwordHash = await hashOf(password)
  await opened.store.inNetwork(networkId, async (tx) => {
    const userId = await createAccount(tx, { networkId, role, name, email, passwordHash, at: clock.now() })
    if (schoolId !== undefined)
      await addHolding(tx, { networkId, userId, role: 'coordinator', schoolId, heldFrom: '2026-08-01' })
  })
  people.set(name, await signIn(opened.app, email))
}

beforeAll(async () => {
  opened = await openTestApp({ now: clock.now })
  const account = { role: 'project_leader', email: 'alice@example.org', at: clock.now() } as const
  networkId = await addNetwork(opened.store, { name: 'Regio', ...account })
  people.set('alice', await signIn(opened.app, account.email))
  const school = (name: string) => ({ networkId, name, type: 'vmbo', joinedOn: '2020-08-01' })
  const schools = await opened.store.inNetwork(networkId, (tx) =>
    createSchools(tx, [school('De Eik'), school('De Els')]),
  )
  await addPerson('eik', 'coordinator', schools[0]?.id)
  await addPerson('els', 'coordinator', schools[1]?.id)
  await addPerson('roc', 'roc_contact')
  await addPerson('member', 'member')
}, 60_000)
afterAll(() => opened.close())

const year = 'schoolYear=2026-2027'
const head = 'cijfer;onderdeel;school;cohort;uitsplitsing;waarde;peildatum;status;aantal'
const csv = (...lines: string[]) => [head, ...lines].join('\r\n')
const set = (code: string) => `/api/figures-import/${code}`
const look = (who: Person, file: string, code = 'CF-VO') => who('POST', `${set(code)}/preview?${year}`, file)
async function handIn(who: Person, file: string, code = 'CF-VO') {
  const seen = await look(who, file, code)
  return who('POST', `${set(code)}?${year}&fingerprint=${seen.body.fingerprint}`, file)
}
const delayed = (school: string, pupils: number, longer: number) => [
  `I.V05;noemer;${school};2024-2025;;;2026-10-01;definitief;${pupils}`,
  `I.V05;een jaar langer;${school};2024-2025;;;2026-10-01;definitief;${longer}`,
]
const listOf = async (who: Person) => (await who('GET', '/api/figure-imports')).body
const counted = () =>
  opened.store.inNetwork(networkId, async (tx) =>
    (await readFigureCounts(tx, { networkId })).map(({ part, value }) => [part, value]),
  )

describe('a coordinator', () => {
  it('takes an example of the own school, without anything to split', async () => {
    expect((await listOf(as('eik'))).sets.map(({ code }: { code: string }) => code)).toEqual(['CF-VO'])
    const { body } = await as('eik')('GET', `${set('CF-VO')}/template.csv?${year}`)
    const lines = String(body)
      .trim()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(';'))
    expect(lines.length).toBeGreaterThan(20)
    expect(new Set(lines.map((cells) => [cells[2], cells[4], cells[5]].join('|')))).toEqual(
      new Set(['De Eik||']),
    )
    // I.V03 is a figure of the network: a school has none.
    expect(lines.some(([code]) => code === 'I.V03')).toBe(false)
  })

  it('is told by line what is not about the own school, whether there is such a school or not', async () => {
    const { body } = await look(
      as('eik'),
      csv(
        ...delayed('De Eik', 30, 6),
        ...delayed('De Els', 20, 5).slice(0, 1),
        ...delayed('De Onbekende', 20, 5).slice(0, 1),
        ...delayed('', 20, 5).slice(0, 1),
        'I.V03;noemer;De Eik;;;;2026-10-01;definitief;20',
      ),
    )
    expect(body).toMatchObject({
      counts: 2,
      wrongLines: [
        { line: 4, reasons: [lineProblems.otherSchool] },
        { line: 5, reasons: [lineProblems.otherSchool] },
        { line: 6, reasons: [lineProblems.otherSchool] },
        { line: 7, reasons: [lineProblems.unknownIndicator] },
      ],
    })
  })

  it('hands in no other set and no list of persons', async () => {
    for (const code of ['CF-DS', 'CF-MBO'])
      expect((await look(as('eik'), csv(), code)).body.code).toBe('not_allowed')
    const persons = 'naam;cijfer;onderdeel;aantal\r\nVerzonnen Naam;I.V05;noemer;1'
    expect((await look(as('eik'), persons)).body.code).toBe('figures_about_persons')
  })

  it('replaces what the project leader handed in of the school, and both see which file is of the school', async () => {
    await handIn(as('alice'), csv(...delayed('De Eik', 28, 6), ...delayed('De Els', 31, 7)))
    expect((await handIn(as('eik'), csv(...delayed('De Eik', 30, 9)))).body).toEqual({
      stored: 2,
      leftOut: 0,
    })
    expect(await counted()).toEqual([
      ['denominator', 30],
      ['numerator', 9],
      ['denominator', 31],
      ['numerator', 7],
    ])
    const own = { role: 'coordinator', schools: ['De Eik'], counts: 2, set: 'CF-VO' }
    expect((await listOf(as('eik'))).imports).toMatchObject([own])
    expect((await listOf(as('els'))).imports).toEqual([])
    expect((await listOf(as('alice'))).imports).toMatchObject([
      own,
      { role: 'project_leader', schools: ['De Eik', 'De Els'], counts: 4 },
    ])
  })
})

describe('a file that is taken back', () => {
  it('counts no longer: what was there before does, and it is told', async () => {
    const [file] = (await listOf(as('alice'))).imports
    const path = `/api/figure-imports/${file.id}/withdraw`
    expect((await as('els')('POST', path)).status).toBe(404)
    expect((await as('roc')('POST', path)).status).toBe(404)
    expect((await as('member')('POST', path)).status).toBe(403)
    expect((await as('alice')('POST', path)).status).toBe(204)
    expect((await as('alice')('POST', path)).status).toBe(404)
    expect((await counted()).slice(0, 2)).toEqual([
      ['denominator', 28],
      ['numerator', 6],
    ])
    expect((await listOf(as('eik'))).imports).toMatchObject([
      { id: file.id, withdrawnAt: expect.any(String) },
    ])
    const log = await opened.store.inNetwork(networkId, (tx) => listAudit(tx, { networkId, limit: 50 }))
    const told = log.filter(({ verb }) => verb.startsWith('figure')).map(({ verb, role }) => [verb, role])
    expect(told.toSorted()).toEqual([
      ['figure.import', 'coordinator'],
      ['figure.import', 'project_leader'],
      ['figure.withdraw', 'project_leader'],
    ])
  })

  it('by the one who handed it in, is gone from what others were shown', async () => {
    const file = csv(
      'I.M04;noemer;;;;;2027-07-31;definitief;20',
      'I.M04;positief advies;;;;;2027-07-31;definitief;12',
    )
    await handIn(as('roc'), file, 'CF-MBO')
    const momentsOf = async () => {
      const { body } = await as('member')('GET', '/api/figures')
      return body.indicators.find(({ code }: { code: string }) => code === 'I.M04').moments
    }
    expect(await momentsOf()).toMatchObject([{ cell: { figure: { n: 20 } } }])
    const [{ id }] = (await listOf(as('roc'))).imports
    expect((await as('roc')('POST', `/api/figure-imports/${id}/withdraw`)).status).toBe(204)
    expect(await momentsOf()).toEqual([])
  })
})
