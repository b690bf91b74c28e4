import { readFigureCounts } from '@km/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addNetwork, openTestApp, signInOnce, testClock } from '../testing.ts'

const clock = testClock('2026-11-05T09:00:00Z')
let opened: Awaited<ReturnType<typeof openTestApp>>
let networkId: number
let cookie: string

beforeAll(async () => {
  opened = await openTestApp({ now: clock.now })
  const account = { role: 'project_leader', email: 'alice@example.org', at: clock.now() } as const
  networkId = await addNetwork(opened.store, { name: 'Regio', ...account })
  cookie = (await signInOnce(opened.app, account.email)) ?? ''
}, 60_000)
afterAll(() => opened.close())

const set = '/api/figures-import/CF-VO'
const year = 'schoolYear=2026-2027'

/** 3,000 counts: 125 cohorts, eleven levels and the whole, two counts each. */
const levels =
  'pro;vmbo-b;vmbo-k;vmbo-gt;havo;vwo;pro/vmbo-b;vmbo-b/vmbo-k;vmbo-k/vmbo-gt;vmbo-gt/havo;havo/vwo'
const slices = [';', ...levels.split(';').map((level) => `startniveau;${level}`)]
const file = [
  'cijfer;onderdeel;cohort;uitsplitsing;waarde;peildatum;status;aantal',
  ...Array.from({ length: 125 }, (_, at) => `${1900 + at}-${1901 + at}`).flatMap((cohort) =>
    slices.flatMap((slice) => [
      `I.V04;opstroom;${cohort};${slice};2026-10-01;definitief;7`,
      `I.V04;afstroom;${cohort};${slice};2026-10-01;definitief;8`,
    ]),
  ),
].join('\r\n')

interface Line {
  readonly progress?: { readonly phase: string; readonly done: number; readonly of: number }
  readonly outcome?: { readonly fingerprint: string; readonly counts: number }
  readonly problem?: { readonly code: string; readonly message: string }
}

async function send(path: string): Promise<readonly Line[]> {
  const response = await opened.app.request(path, {
    method: 'POST',
    headers: { accept: 'application/x-ndjson', 'content-type': 'application/octet-stream', cookie },
    body: file,
  })
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/x-ndjson'])
  const lines = (await response.text()).trim().split('\n')
  return lines.map((one) => JSON.parse(one) as Line)
}

const phases = (lines: readonly Line[]) =>
  lines.flatMap(({ progress }) => (progress ? [`${progress.phase} ${progress.done}/${progress.of}`] : []))
const counts = () => opened.store.inNetwork(networkId, (tx) => readFigureCounts(tx, { networkId }))

const checked = [0, 500, 1000, 1500, 2000, 2500, 3000].map((done) => `check ${done}/3000`)

describe('a long file of counts', () => {
  it('is told how far it is while it is checked, and what it would do at the end', async () => {
    const lines = await send(`${set}/preview?${year}`)
    expect(phases(lines)).toEqual(checked)
    expect(lines.at(-1)?.outcome).toMatchObject({ counts: 3000 })
    expect(await counts()).toEqual([])
  })

  it('that cannot be stored half-way leaves nothing behind, and says so', async () => {
    const { outcome } = (await send(`${set}/preview?${year}`)).at(-1) ?? {}
    const path = `${set}?${year}&fingerprint=${outcome?.fingerprint}`
    // The database refuses a count of the second part: the first was in already.
    const check = "check (cohort <> '2024-2025')"
    await opened.store.asOwner((db) =>
      db.execute(`alter table figure_count add constraint never_this ${check}`),
    )
    const refused = await send(path)
    expect(phases(refused)).toEqual([...checked, 'store 2000/3000'])
    expect(refused.at(-1)?.problem).toMatchObject({ code: 'import_failed' })
    expect(refused.at(-1)?.problem?.message).toMatch(/niets bewaard/)
    expect([(await counts()).length, opened.errors.length]).toEqual([0, 1])

    await opened.store.asOwner((db) => db.execute('alter table figure_count drop constraint never_this'))
    const lines = await send(path)
    expect(phases(lines)).toEqual([...checked, 'store 2000/3000', 'store 3000/3000'])
    expect(lines.at(-1)?.outcome).toEqual({ stored: 3000, leftOut: 0 })
    expect((await counts()).length).toBe(3000)
  }, 60_000)

  it('is not stored when it does something else than was looked at', async () => {
    const lines = await send(`${set}?${year}&fingerprint=${'a'.repeat(64)}`)
    expect(lines.at(-1)?.problem).toMatchObject({ code: 'import_changed' })
  })
})
