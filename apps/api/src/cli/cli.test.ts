import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { form, question } from '../testing-surveys.ts'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../..')
const folder = mkdtempSync(path.join(tmpdir(), 'km-cli-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, json: unknown): string {
  const made = path.join(folder, name)
  writeFileSync(made, typeof json === 'string' ? json : JSON.stringify(json))
  return made
}

/** The real program, as `npm run -s <name> -- …` starts it. */
function run(name: string, args: readonly string[], env = process.env) {
  const program = ['--import', 'tsx', `apps/api/src/cli/${name}.ts`, ...args]
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    execFile(process.execPath, program, { cwd: root, env }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err })
    })
  })
}

const definitions = (...args: readonly string[]) => run('definitions', args)

/** Any SurveyJS file, without our properties. */
const plain = (title: string) => ({ elements: [{ type: 'text', name: 'q1', title }] })

describe('definitions check', () => {
  it('finds no error in what stands in the repository', async () => {
    const { code, out } = await definitions('check')
    expect(out).toMatch(/versies van \d+ vragenlijsten nagekeken: 0 fout/)
    expect(out).toContain('Gedekt: 16 van 16 combinaties van Bijlage 1')
    expect(code).toBe(0)
  })

  it('names file and item of what is wrong, and says so with its exit code', async () => {
    const wrong = file('fout.json', form([question('KL_1', { expectationCodes: ['ZZ.9'] })]))
    const { code, out } = await definitions('check', wrong)
    expect(out).toMatch(/FOUT .*fout\.json · KL_1: .*ZZ\.9/)
    expect(code).toBe(1)
  })

  it('takes a file that stands on its own', async () => {
    const { code, out } = await definitions('check', file('goed.json', form([question('KL_1')])))
    expect(out).toContain('1 versie van 1 vragenlijst nagekeken: 0 fout')
    expect(code).toBe(0)
  })
})

describe('definitions diff', () => {
  it('gives each item of our own files one verdict with its reason', async () => {
    const of = (version: string) => `surveys/instruments/KM-NT2/${version}.json`
    const { code, out } = await definitions('diff', of('1.0'), of('2.0'), '--json')
    const { needs, items } = JSON.parse(out)
    const verdicts = Object.fromEntries(
      items.map((each: { item: string; verdict: string }) => [each.item, each.verdict]),
    )
    expect([code, needs]).toEqual([0, 'major'])
    expect(verdicts).toMatchObject({
      KM_RE_1: 'identical',
      KM_KO_2: 'reworded',
      KM_OL_B_4: 'changed',
      KM_F_9: 'new',
      KM_F_11: 'retired',
    })
  })

  it('compares any two SurveyJS files; changed text is not explained there', async () => {
    const [before, after] = [file('a.json', plain('Hoe heet je?')), file('b.json', plain('Wie ben je?'))]
    const { code, out } = await definitions('diff', before, after, '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out).items).toMatchObject([
      { item: 'q1', verdict: 'changed', reason: 'niet verklaard' },
    ])
    expect((await definitions('diff', before, after)).out).toContain('veranderd')
  })

  it('does not mind who stops reading, as head does', async () => {
    const file = 'surveys/instruments/KM-NT2/2.0.json'
    const args = ['--import', 'tsx', 'apps/api/src/cli/definitions.ts', 'diff', file, file]
    const program = spawn(process.execPath, args, { cwd: root })
    const errors: Buffer[] = []
    program.stderr.on('data', (chunk: Buffer) => errors.push(chunk))
    program.stdout.destroy()
    const [code] = await once(program, 'exit')
    expect([code, Buffer.concat(errors).toString()]).toEqual([0, ''])
  })

  it('says in one sentence which file cannot be read', async () => {
    const { code, err } = await definitions('diff', file('c.json', '{'), file('d.json', plain('x')))
    expect(err).toMatch(/c\.json is er niet of is geen geldige JSON\.\n$/)
    expect(code).toBe(1)
  })
})

describe('tallies, retention and accounts', () => {
  it.each([
    ['accounts', 'reset-second-factor', 'alice@example.org'],
    ['tallies', 'verify'],
    ['tallies', 'rebuild'],
    ['retention', 'run'],
  ])('%s %s refuses a folder without data, and makes nothing there', async (name, ...args) => {
    const mistyped = path.join(folder, 'mistyped')
    const { DATABASE_URL: _, ...env } = process.env
    const { code, err } = await run(name, args, { ...env, DATA_DIR: mistyped })
    expect([code, err]).toEqual([1, expect.stringMatching(/geen gegevens.*DATA_DIR/)])
    expect(existsSync(mistyped)).toBe(false)
  })
})

describe('misuse', () => {
  it.each([[[]], [['verzin']], [['diff', 'one.json']], [['check', '--verzin']]])(
    'of the program with %j shows how it is used',
    async (args) => {
      const { code, err } = await definitions(...args)
      expect(err).toContain('npm run -s definitions -- check')
      expect(code).toBe(2)
    },
  )
})
