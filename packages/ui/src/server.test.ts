import { readFileSync } from 'node:fs'
import type { Scale, SurveyJson } from '@km/definition'
import { describe, expect, it } from 'vitest'
import { type PageView, renderFirstPage, respondAssets, respondDocument } from './server.tsx'

const read = <T>(file: string) =>
  JSON.parse(readFileSync(new URL(`../../../surveys/${file}`, import.meta.url), 'utf8')) as T
const scales = read<readonly Scale[]>('scales.json')
const student = read<SurveyJson>('instruments/MBO-STU/1.0.json')
const monitor = read<SurveyJson>('instruments/KM-NT2/2.0.json')
const assets = { script: '/respond/main.js', css: 'p{margin:0}', preload: ['/respond/start.js'] }
const view: PageView = {
  title: 'Coaching',
  definition: student,
  status: 'open',
  schoolYear: '2026-2027',
  languageLevel: 'A2',
  minutes: { min: 4, max: 6 },
  closesOn: '2027-02-01',
  privacyLine: 'Wij vragen geen naam.',
  demo: false,
}

describe('the first page', () => {
  const simple = renderFirstPage({ definition: student, scales, languageLevel: 'A2' })
  const long = renderFirstPage({ definition: monitor, scales, languageLevel: 'B1' })

  it('can be answered with native inputs alone', () => {
    expect(simple.html).toMatch(/<input[^>]*type="radio"[^>]*name="MS_1"[^>]*value="elke_week"/)
    expect(simple.html).toContain('Hoe vaak praat je met je coach?')
    expect(simple.pages).toBe(12)
    expect(long.html).toMatch(/<input[^>]*name="CTX_06"/)
  })
  it('holds nothing that the Content-Security-Policy would stop', () => {
    for (const { html } of [simple, long]) expect(html).not.toMatch(/<style|<script|<form|\sstyle=|\son\w+=/)
  })
  it('shows no SurveyJS brand', () => {
    for (const { html } of [simple, long]) expect(html).not.toMatch(/surveyjs|powered/i)
  })
  it('puts the word of the level above each of the four sentences', () => {
    const first = { ...monitor, pages: (monitor.pages as unknown[]).slice(1) }
    const { html } = renderFirstPage({ definition: first, scales, languageLevel: 'B1' })
    for (const word of ['Nog niet', 'Begin', 'Op orde', 'Geborgd']) {
      expect(html).toMatch(new RegExp(`level-label">${word}</span></span><span class="anchor">[A-Z]`))
    }
  })
})

describe('the document', () => {
  const firstPage = renderFirstPage({ definition: student, scales, languageLevel: 'A2' })

  it('brings intro and first question before the script', () => {
    const html = respondDocument({ view, firstPage, assets })
    const body = html.slice(html.indexOf('<body>'))
    expect(body.indexOf('Meedoen mag.')).toBeGreaterThan(0)
    expect(body.indexOf('Meedoen mag.')).toBeLessThan(body.indexOf('Hoe vaak praat'))
  })
  it('cannot be broken out of by a text in the view', () => {
    const html = respondDocument({ view: { ...view, title: '</script><b>' }, firstPage, assets })
    expect(html).not.toContain('</script><b>')
  })
  it('shows no questions for a link that is not open', () => {
    expect(respondDocument({ view: { ...view, status: 'closed' }, firstPage, assets })).not.toContain(
      'type="radio"',
    )
  })
  it('finds script, styles and chunks in a Vite manifest', () => {
    const manifest = {
      'src/main.ts': {
        file: 'a/main.js',
        isEntry: true,
        dynamicImports: ['src/start.tsx'],
      },
      'src/start.tsx': { file: 'a/start.js', imports: ['src/main.ts'] },
    }
    expect(respondAssets({ manifest, css: 'p{}', base: '/respond/' })).toEqual({
      script: '/respond/a/main.js',
      css: 'p{}',
      preload: ['/respond/a/start.js'],
    })
  })
})
