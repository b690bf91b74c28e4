import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createNetwork, enterNetwork, keepMail, type Store } from '@km/store'
import { openTestStore } from '@km/store/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Again, openQueue } from '../queue/open-queue.ts'
import { testClock } from '../testing.ts'
import { openTestSmtp, type Treatment } from '../testing-smtp.ts'
import { deliverMail, mostAttempts } from './deliver-mail.ts'
import { mailText } from './nl.ts'
import { openFolder, openSmtp } from './open-carriers.ts'
import { mailJob, openPostOffice } from './open-post-office.ts'
import { openReturnTokens } from './return-token.ts'
import { startDelivery } from './start-delivery.ts'

const clock = testClock('2026-10-05T09:00:00Z')
const publicUrl = 'https://monitor.example.org'
const folderPath = mkdtempSync(path.join(tmpdir(), 'km-post-'))
const treatments = new Map<string, Treatment>()
let opened: Awaited<ReturnType<typeof openTestStore>>
let store: Store
let smtp: Awaited<ReturnType<typeof openTestSmtp>>
let networkId: number
let carrier: ReturnType<typeof openSmtp>
const returnTokens = openReturnTokens('a secret of the tests')
const folder = openFolder(folderPath, { publicUrl })

const networkOf = (demo: boolean) =>
  store.db.transaction(async (tx) => (await createNetwork(tx, { name: 'Regio Test', demo })).id)

beforeAll(async () => {
  opened = await openTestStore()
  store = opened.store
  smtp = await openTestSmtp((recipient) => treatments.get(recipient) ?? {})
  carrier = openSmtp(`${smtp.url}?from=nt2@example.org`, { publicUrl })
  networkId = await networkOf(false)
})
afterAll(async () => {
  carrier.close()
  await smtp.close()
  await opened.close()
  rmSync(folderPath, { recursive: true, force: true })
})

const link = `${publicUrl}/r/1-abc`
let made = 0
/** One mail that waits, to a person who is treated like this. */
async function waiting(treatment: Treatment = {}, at = networkId) {
  const recipient = `bob${++made}@example.org`
  treatments.set(recipient, treatment)
  const mailId = await store.inNetwork(at, (tx) =>
    keepMail(tx, {
      ...{ networkId: at, kind: 'invitation', recipient, subject: 'Vragenlijst <NT2>' },
      ...{ body: `Beste & lezer\n\nOpen deze link:\n${link}\n`, messageId: `${at}.test.${made}` },
      createdAt: clock.now(),
    }),
  )
  return { networkId: at, mailId: mailId ?? 0, recipient }
}
const deliver = (key: { networkId: number; mailId: number }, over: typeof carrier | undefined = carrier) =>
  deliverMail({ store, now: clock.now, smtp: over, folder, returnTokens }, key)
const stateOf = async (key: { networkId: number; mailId: number }) => {
  const rows = await store.sql.begin(async (tx) => {
    await tx`select set_config('km.network', ${String(key.networkId)}, true)`
    return tx`select state, reason, body, attempts from mail where id = ${key.mailId}`
  })
  return rows[0]
}
const arrived = (recipient: string) => smtp.received.filter((one) => one.recipient === recipient)

describe('a mail', () => {
  it('arrives as text and as HTML, and its text is gone from the database', async () => {
    const key = await waiting()
    await deliver(key)
    const [got] = arrived(key.recipient)
    expect(got?.mail.from?.value[0]).toEqual({ name: 'Kwaliteitsmonitor NT2', address: 'nt2@example.org' })
    expect(got?.mail.text).toContain(`Open deze link:\n${link}`)
    expect(got?.mail.html).toContain(`<a href="${link}">`)
    expect(got?.mail.html).toContain('Beste &amp; lezer')
    expect(await stateOf(key)).toMatchObject({ state: 'sent', body: null, attempts: 1 })
    await deliver(key)
    expect(arrived(key.recipient)).toHaveLength(1)
  })

  it('carries a token of its own wherever a server repeats something of it', async () => {
    const key = await waiting()
    await deliver(key)
    const token = returnTokens.make(key)
    const [plain] = arrived(key.recipient)
    expect(plain?.mail.messageId).toBe(`<${token}@example.org>`)
    expect(plain).toMatchObject({ sender: 'nt2@example.org', envelopeId: token })
    const apart = openSmtp(`${smtp.url}?from=nt2@example.org&bounces=retour@example.org`, { publicUrl })
    const other = await waiting()
    await deliver(other, apart)
    apart.close()
    const [got] = arrived(other.recipient)
    expect(got?.sender).toBe(`retour+${returnTokens.make(other)}@example.org`)
    expect(got?.sender).not.toContain(other.recipient.split('@')[0])
    expect(returnTokens.read(got?.sender.toUpperCase() ?? '')).toMatchObject({ mailId: other.mailId })
  })

  it.each([
    ['550 5.1.1 no such user', mailText.noSuchAddress],
    ['552 5.2.2 mailbox full', mailText.mailboxFull],
    ['550 5.7.1 blocked', mailText.notTrusted],
    ['554 no', mailText.refused],
  ])('that is answered with %s is refused for good, in words', async (refuse, reason) => {
    const key = await waiting({ refuse })
    await deliver(key)
    expect(await stateOf(key)).toMatchObject({ state: 'refused', reason, body: null })
    expect(JSON.stringify(await stateOf(key))).not.toContain('@')
  })

  it('that is refused for now waits and is sent later', async () => {
    const key = await waiting({ refuse: '451 4.7.1 greylisted' })
    await expect(deliver(key)).rejects.toBeInstanceOf(Again)
    expect(await stateOf(key)).toMatchObject({ state: 'waiting', reason: mailText.notYet })
    treatments.delete(key.recipient)
    await deliver(key)
    expect(await stateOf(key)).toMatchObject({ state: 'sent', attempts: 2 })
  })

  it('is given up after as many attempts as are allowed', async () => {
    const key = await waiting({ refuse: '451 4.7.1 greylisted' })
    for (let attempt = 1; attempt < mostAttempts; attempt++)
      await expect(deliver(key)).rejects.toBeInstanceOf(Again)
    await deliver(key)
    expect(await stateOf(key)).toMatchObject({ state: 'refused', reason: mailText.gaveUp })
  })

  it('waits when there is no server at all', async () => {
    const gone = await openTestSmtp()
    await gone.close()
    const nobody = openSmtp(gone.url, { publicUrl })
    const key = await waiting()
    await expect(deliver(key, nobody)).rejects.toBeInstanceOf(Again)
    expect(await stateOf(key)).toMatchObject({ state: 'waiting', reason: mailText.noServer })
    nobody.close()
  })

  it('is unknown when the line goes dead while it is handed over, and is not sent again', async () => {
    const dying = await openTestSmtp(() => ({ beforeAnswer: () => new Promise(() => {}) }))
    const impatient = openSmtp(dying.url, { publicUrl }, { socketTimeout: 300 })
    const key = await waiting()
    await deliver(key, impatient)
    expect(await stateOf(key)).toMatchObject({ state: 'unknown', reason: mailText.unknown, body: null })
    await deliver(key)
    expect(arrived(key.recipient)).toEqual([])
    impatient.close()
    await dying.close()
  })

  it('of a demo network goes to the folder, readable for its owner only', async () => {
    const key = await waiting({}, await networkOf(true))
    await deliver(key)
    expect(arrived(key.recipient)).toEqual([])
    const [file = ''] = readdirSync(folderPath)
    expect(statSync(path.join(folderPath, file)).mode & 0o777).toBe(0o600)
    expect(readFileSync(path.join(folderPath, file), 'utf8')).toContain(`To: ${key.recipient}`)
    expect(await stateOf(key)).toMatchObject({ state: 'sent', body: null })
  })
})

describe('the server that delivers', () => {
  it('sends what waits and what comes in, and leaves alone what a crash left half sent', async () => {
    const [halfway, left] = [await waiting(), await waiting()]
    await store.sql.begin(async (tx) => {
      await tx`select set_config('km.network', ${String(networkId)}, true)`
      await tx`update mail set state = 'sending' where id = ${halfway.mailId}`
    })
    const queue = await openQueue({ store, log: (_where, error) => expect(error).toBeUndefined() })
    await startDelivery({ store, now: clock.now, smtp: carrier, folder, returnTokens }, queue)
    const office = openPostOffice({ now: clock.now, handIn: (tx, job) => queue.hand(tx, mailJob, job) })
    await store.db.transaction(async (tx) => {
      await enterNetwork(tx, networkId)
      const mail = { networkId, kind: 'magic_link', subject: 'Inloggen', text: 'Hallo' }
      await office.post(tx, { ...mail, recipient: 'carol@example.org' })
    })
    for (const recipient of ['carol@example.org', left.recipient])
      await expect.poll(() => arrived(recipient).length, { timeout: 20_000 }).toBe(1)
    await queue.stop()
    expect(arrived(halfway.recipient)).toEqual([])
    expect(await stateOf(halfway)).toMatchObject({ state: 'unknown', body: null })
  })
})
