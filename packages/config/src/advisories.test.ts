import { expect, it } from 'vitest'
import { judge } from './advisories.ts'

const counts = { info: 0, low: 0, moderate: 0, high: 0, critical: 0, total: 0 }
const report = (found: object, vulnerabilities = {}) =>
  JSON.stringify({ vulnerabilities, metadata: { vulnerabilities: { ...counts, ...found } } })

it('says that nothing is known, or only something light', () => {
  expect(judge(report({}))).toMatchObject({ exitCode: 0, line: expect.stringContaining('Geen bekende') })
  expect(judge(report({ moderate: 2, total: 2 }))).toMatchObject({
    ...{ exitCode: 0, line: expect.stringContaining('2 lichte') },
  })
})

it('names what is high or critical, and fails', () => {
  const found = { hono: { severity: 'high' }, zod: { severity: 'low' } }
  expect(judge(report({ high: 1, low: 1, total: 2 }, found))).toEqual({
    ...{ exitCode: 1, line: 'Zwakke plekken die nu weg moeten: hono (high).' },
  })
})

it('fails nothing where the registry does not tell', () => {
  for (const output of ['', '<html>', '{}', '{"error":{"code":"E404"}}', '{"message":"request failed"}'])
    expect(judge(output)).toMatchObject({ exitCode: 0, line: expect.stringContaining('geeft ze niet') })
})
