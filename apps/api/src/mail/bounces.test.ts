import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInvitations, createRound, keepMail, listAudit, type Store } from '@km/store'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addNetwork, openTestApp, signIn, testClock } from '../testing.ts'
import { form, question, tinySurveys } from '../testing-surveys.ts'
import { apartFolder, emptyBounces } from './empty-bounces.ts'
import { mailText } from './nl.ts'
import { readBounce } from './read-bounce.ts'
import { openReturnTokens } from './return-token.ts'
import * as examples from './testing-bounces.ts'

const surveys = tinySurveys(
  { facts: { code: 'KLEIN' }, versions: { '1.0': form([question('KL_1')]) } },
  { facts: { code: 'APART', anonymityLevel: 'V' }, versions: { '1.0': form([question('VE_1')]) } },
)
const clock = testClock('2026-10-05T09:00:00Z')
const returnTokens = openReturnTokens('a secret of the tests')
let opened: Awaited<ReturnType<typeof openTestApp>>
let store: Store
let alice: Awaited<ReturnType<typeof signIn>>
let networkId: number
let roundId: number
let schoolId: number
let folder: string

beforeAll(async () => {
  opened = await openTestApp({ now: clock.now, surveys })
  store = opened.store
  const account = { role: 'project_leader', email: 'alice@example.org', at: clock.now() } as const
  networkId = await addNetwork(store, { name: 'Regio Test', ...account })
  alice = await signIn(opened.app, 'alice@example.org')
  const school = { name: 'De Eik', type: 'vmbo', joinedOn: '2020-08-01' }
  schoolId = (await alice('POST', '/api/schools', school)).body.id
  roundId = await store.inNetwork(networkId, async (tx) => {
    const dates = { opensOn: '2026-10-01', closesOn: '2026-11-03' }
    return (
      await createRound(tx, {
        networkId,
        instrument: 'KLEIN',
        definitionId: 1,
        schoolYear: '2026-2027',
        ...dates,
      })
    ).id
  })
})
afterAll(() => opened.close())
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'km-bounces-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

let made = 0
/** A mail to bob that was handed over, and the token that it carried. */
async function sent() {
  const mailId = await store.inNetwork(networkId, async (tx) => {
    const email = 'bob@example.org'
    const [own] = await createInvitations(tx, [{ networkId, roundId, kind: 'personal', schoolId, email }])
    const about = { kind: 'invitation', roundId, invitationId: own?.id, recipient: email }
    const mail = { networkId, ...about, subject: 'Vul in', body: 'tekst', messageId: `bounce.${++made}` }
    return (await keepMail(tx, { ...mail, createdAt: clock.now() })) ?? 0
  })
  await inNetwork((tx) => tx`update mail set state = 'sent', body = null where id = ${mailId}`)
  return { mailId, token: returnTokens.make({ networkId, mailId }) }
}
type Sql = Parameters<Parameters<Store['sql']['begin']>[1]>[0]
const inNetwork = (work: (tx: Sql) => Promise<unknown>) =>
  store.sql.begin(async (tx) => {
    await tx`select set_config('km.network', ${String(networkId)}, true)`
    await work(tx)
  })
async function stateOf(mailId: number) {
  let found: unknown
  await inNetwork(async (tx) => {
    ;[found] = await tx`select state, reason from mail where id = ${mailId}`
  })
  return found
}
const put = (name: string, content: string | Buffer): void => {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
  writeFileSync(path.join(folder, name), content)
}
const empty = () => emptyBounces({ store, now: clock.now, returnTokens, bouncesDir: folder })
const left = () => readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
const told = () =>
  store.inNetwork(networkId, async (tx) =>
    (await listAudit(tx, { networkId, limit: 100 })).filter((row) => row.verb === 'mail.returned'),
  )

describe('a notice that a mail was not delivered', () => {
  it.each([
    ['of Postfix', examples.postfix, mailText.noSuchAddress],
    ['of Exim', examples.exim, mailText.mailboxFull],
    ['of Sendmail, after days', examples.sendmail, mailText.unreachable],
    ['of Exchange', examples.exchange, mailText.notTrusted],
    ['of an address that forwards', examples.forwarded, mailText.forwarded],
  ])('%s marks its mail, with what to do now, and is gone', async (_server, example, reason) => {
    const { mailId, token } = await sent()
    put('1.eml', example(token))
    await empty()
    expect(await stateOf(mailId)).toEqual({ state: 'bounced', reason })
    expect(left()).toEqual([])
  })

  it.each([
    ['5.2.1', mailText.mailboxOff],
    ['5.4.4', mailText.unreachable],
    ['5.3.4', mailText.tooLarge],
    ['5.9.9', mailText.refused],
  ])('with %s is told in words', async (status, reason) => {
    const { mailId, token } = await sent()
    put('1.eml', examples.postfix(token, status))
    await empty()
    expect(await stateOf(mailId)).toEqual({ state: 'bounced', reason })
  })

  it('is seen at the round, stands in the log without a name, and stops reminders', async () => {
    const { mailId, token } = await sent()
    const before = (await told()).length
    put('new/1700000000.M1P2.host', examples.postfix(token))
    await empty()
    const { body } = await alice('GET', `/api/rounds/${roundId}/invitations`)
    const mails = body.schools.flatMap((one: { mails: { state: string; reason: string }[] }) => one.mails)
    expect(mails).toContainEqual(
      expect.objectContaining({ state: 'bounced', reason: mailText.noSuchAddress }),
    )
    expect((await told()).length - before).toBe(1)
    const [row] = await told()
    expect(row).toMatchObject({ accountId: 'program', subject: `round:${roundId}`, details: {} })
    await inNetwork((tx) => tx`update mail set state = 'bounced' where id <> ${mailId}`)
    expect((await alice('POST', `/api/rounds/${roundId}/reminders`, {})).body.code).toBe('nobody_to_remind')
    expect(left()).toEqual(['new'])
  })

  it('of a reminder tells nothing where nobody may know who is not done', async () => {
    const plan = {
      instrument: 'APART',
      schoolYear: '2026-2027',
      opensOn: '2026-10-01',
      closesOn: '2026-11-03',
    }
    const made = await alice('POST', '/api/rounds', { ...plan, schoolIds: [schoolId] })
    const id = made.body.round.id
    const schools = [{ schoolId, email: 'bob@example.org' }]
    await alice('POST', `/api/rounds/${id}/invitations`, { schools })
    await alice('POST', `/api/rounds/${id}/reminders`, {})
    const seen = async () => (await alice('GET', `/api/rounds/${id}/invitations`)).body.schools
    const before = await seen()
    let mailId = 0
    await inNetwork(async (tx) => {
      const [row] =
        await tx`update mail set state = 'sent' where round_id = ${id} and kind = 'reminder' returning id`
      mailId = Number(row?.id)
    })
    put('1.eml', examples.postfix(returnTokens.make({ networkId, mailId })))
    await empty()
    expect(await stateOf(mailId)).toMatchObject({ state: 'bounced' })
    expect(await seen()).toEqual(before)
    expect((await told())[0]).toMatchObject({ subject: `round:${id}`, details: {} })
  })

  it('that is read again after a crash changes nothing more', async () => {
    const { mailId, token } = await sent()
    put('1.eml', examples.postfix(token))
    await empty()
    const before = (await told()).length
    put('1.eml', examples.postfix(token, '5.2.2'))
    await empty()
    expect(await stateOf(mailId)).toMatchObject({ reason: mailText.noSuchAddress })
    expect((await told()).length).toBe(before)
    expect(left()).toEqual([])
  })

  it('stays where it is as long as the database did not take it', async () => {
    const { mailId, token } = await sent()
    put('1.eml', examples.postfix(token))
    const broken = { ...store, inNetwork: () => Promise.reject(new Error('gone')) } as unknown as Store
    const deps = { store: broken, now: clock.now, returnTokens, bouncesDir: folder }
    await expect(emptyBounces(deps)).rejects.toThrow('gone')
    expect(left()).toEqual(['1.eml'])
    await empty()
    expect(await stateOf(mailId)).toMatchObject({ state: 'bounced' })
  })
})

describe('what else comes back', () => {
  it.each([
    ['a delay', examples.delayed],
    ['somebody who is away', examples.outOfOffice],
  ])('%s changes nothing and is thrown away', async (_what, example) => {
    const { mailId, token } = await sent()
    put('1.eml', example(token))
    await empty()
    expect(await stateOf(mailId)).toEqual({ state: 'sent', reason: '' })
    expect(left()).toEqual([])
  })

  it('what a person wrote, or what is no report, is kept for a person', async () => {
    const { mailId, token } = await sent()
    put('1.eml', examples.personal(token))
    put('new/1.eml', examples.pretended(token))
    await empty()
    expect(await stateOf(mailId)).toEqual({ state: 'sent', reason: '' })
    expect(left()).toEqual([apartFolder, `${apartFolder}/1.eml`, `${apartFolder}/2.1.eml`, 'new'])
    utimesSync(path.join(folder, apartFolder, '1.eml'), new Date('2026-06-01'), new Date('2026-06-01'))
    await empty()
    expect(readdirSync(path.join(folder, apartFolder))).toEqual(['2.1.eml'])
  })

  it('a notice with a token of another installation, or one that was guessed, marks nothing', async () => {
    const { mailId, token } = await sent()
    const other = openReturnTokens('another secret').make({ networkId, mailId })
    const changed = token.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
    for (const [at, wrong] of [other, changed, `${networkId}.invitation.1.0`, ''].entries())
      put(`${at}.eml`, examples.postfix(wrong))
    await empty()
    expect(await stateOf(mailId)).toEqual({ state: 'sent', reason: '' })
    expect(readdirSync(path.join(folder, apartFolder))).toHaveLength(4)
  })

  it('a token is not believed where somebody can write: in the text or the subject', async () => {
    const { mailId, token } = await sent()
    const text = examples.postfix('none').toString().replaceAll('Tot en met 3 november', token)
    put('1.eml', text.replace('Subject: Undelivered', `Subject: ${token} Undelivered`))
    await empty()
    expect(await stateOf(mailId)).toEqual({ state: 'sent', reason: '' })
  })

  it('links, pipes, folders and what is too large are set apart and never opened', async () => {
    const { mailId, token } = await sent()
    const outside = path.join(folder, 'outside')
    writeFileSync(outside, examples.postfix(token))
    symlinkSync(outside, path.join(folder, 'link.eml'))
    mkdirSync(path.join(folder, 'folder.eml'))
    spawnSync('mkfifo', [path.join(folder, 'pipe.eml')])
    put('large.eml', Buffer.concat([examples.postfix(token), Buffer.alloc(1_000_000, 'x')]))
    put('.hidden.eml', examples.postfix(token))
    put('half.eml.part', examples.postfix(token))
    await empty()
    expect(await stateOf(mailId)).toEqual({ state: 'sent', reason: '' })
    expect(readdirSync(path.join(folder, apartFolder)).sort()).toEqual([
      'folder.eml',
      'large.eml',
      'link.eml',
      'pipe.eml',
    ])
    expect(left().filter((name) => !name.startsWith(apartFolder))).toEqual([
      ...['.hidden.eml', 'half.eml.part', 'outside'],
    ])
  })

  it('whatever it is, reading it ends and never fails', async () => {
    const token = returnTokens.make({ networkId: 1, mailId: 1 })
    const whole = examples.postfix(token).toString()
    const nested = `Content-Type: multipart/mixed; boundary=a\r\n\r\n${'--a\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n'.repeat(5000)}`
    expect(await readBounce(Buffer.from(nested), returnTokens)).toEqual({ kind: 'unknown' })
    const cut = fc.nat({ max: whole.length })
    await fc.assert(
      fc.asyncProperty(cut, cut, fc.string({ unit: 'binary' }), async (from, to, noise) => {
        const text = whole.slice(0, Math.min(from, to)) + noise + whole.slice(Math.max(from, to))
        const read = await readBounce(Buffer.from(text), returnTokens)
        expect(['failed', 'nothing', 'unknown']).toContain(read.kind)
      }),
      { numRuns: 300 },
    )
  })
})
