import { sheetFile } from '@km/api/sheet-file'
import { runDemo } from '@km/e2e/run-server'
import { type Figure, figure, percentile } from './figures.ts'
import { type Ask, signIn } from './sign-in.ts'

const schools = 300
const lines = 10_000
const runs = 7
const schoolYear = '2026-2027'
const set = '/api/figures-import/CF-VO'
const titles = ['cijfer', 'onderdeel', 'school', 'cohort', 'peildatum', 'status', 'aantal']
const parts = ['opstroom', 'op niveau', 'afstroom', 'onbekend', 'uit beeld']

const nameOf = (school: number): string => `Meetschool ${school + 1}`

/** A file of schools, taken in as the project leader does it. */
async function addSchools(ask: Ask): Promise<void> {
  const { body: template } = await ask('/api/school-import/template.csv')
  const head = String(template).replace('\ufeff', '').split('\r\n', 1)[0] ?? ''
  const width = head.split(';').length
  const file = [
    head,
    ...Array.from({ length: schools }, (_, at) =>
      [nameOf(at), 'vmbo', '2020-08-01', ...Array<string>(width - 3).fill('')].join(';'),
    ),
  ].join('\r\n')
  const { body } = await ask('/api/school-import/preview', file)
  await ask(`/api/school-import?fingerprint=${(body as { fingerprint: string }).fingerprint}`, file)
}

/** Ten thousand right lines: every school, seven cohorts, five counts each; `run` makes the counts new. */
function rowsOf(run: number): readonly (readonly string[])[] {
  return Array.from({ length: lines }, (_, at) => {
    const cohort = 2025 - Math.floor(at / (schools * parts.length))
    const school = nameOf(Math.floor(at / parts.length) % schools)
    const count = String(5 + ((at + run) % 60))
    return [
      ...['I.V04', parts[at % parts.length] ?? '', school],
      ...[`${cohort}-${cohort + 1}`, '2026-10-01', 'definitief', count],
    ]
  })
}

type File = string | Uint8Array<ArrayBuffer>
const asCsv = (rows: readonly (readonly string[])[]): File =>
  [titles, ...rows].map((row) => row.join(';')).join('\r\n')
const asSheet = async (rows: readonly (readonly string[])[]): Promise<File> =>
  new Uint8Array(await sheetFile({ name: 'cijfers', titles, rows }))

async function takeIn(ask: Ask, file: File): Promise<{ preview: number; store: number }> {
  const seen = await ask(`${set}/preview?schoolYear=${schoolYear}`, file)
  const { fingerprint, counts } = seen.body as { fingerprint: string; counts: number }
  if (counts !== lines) throw new Error(`${counts} of ${lines} lines would be stored.`)
  const kept = await ask(`${set}?schoolYear=${schoolYear}&fingerprint=${fingerprint}`, file)
  return { preview: seen.took, store: kept.took }
}

async function measure(ask: Ask, kind: 'CSV' | 'XLSX', log: (line: string) => void): Promise<Figure[]> {
  log(`A ${kind} file of ${lines} lines, ${runs} times ...`)
  const all: { preview: number; store: number }[] = []
  for (let run = 0; run < runs; run++) {
    const rows = rowsOf(run + (kind === 'CSV' ? 0 : runs))
    all.push(await takeIn(ask, kind === 'CSV' ? asCsv(rows) : await asSheet(rows)))
  }
  const seconds = (of: (one: (typeof all)[number]) => number, p: number) => percentile(all.map(of), p) / 1000
  return [
    figure(
      `${kind}: checked, p50`,
      seconds((one) => one.preview, 50),
      's',
    ),
    figure(
      `${kind}: checked again and stored, p50`,
      seconds((one) => one.store, 50),
      's',
    ),
    figure(
      `${kind}: both, p50`,
      seconds((one) => one.preview + one.store, 50),
      's',
    ),
    figure(
      `${kind}: both, slowest`,
      seconds((one) => one.preview + one.store, 100),
      's',
    ),
  ]
}

/** Counts of ten thousand lines from a file into a network of a few hundred schools, over HTTP. */
export async function benchFigures(log: (line: string) => void): Promise<Figure[]> {
  log('Starting the demonstration ...')
  const demo = await runDemo()
  const leader = demo.facts.accounts.find(({ role }) => role === 'project_leader')
  if (leader === undefined) throw new Error('The demonstration has no project leader.')
  const ask = await signIn(demo.url, leader)
  await addSchools(ask)
  const measured = [...(await measure(ask, 'CSV', log)), ...(await measure(ask, 'XLSX', log))]
  const member = demo.facts.accounts.find(({ role }) => role === 'member')
  if (member === undefined) throw new Error('The demonstration has no member.')
  const other = await signIn(demo.url, member)
  const first = await other('/api/figures')
  const again = await other('/api/figures')
  const read: number[] = []
  for (let run = 0; run < runs; run++) read.push((await ask('/api/figures')).took)
  await demo.stop()
  return [
    ...measured,
    figure('list of figures, member, the first time after it', first.took, 'ms'),
    figure('the same, again', again.took, 'ms'),
    figure('list of figures with all of it, project leader, p50', percentile(read, 50), 'ms'),
  ]
}
