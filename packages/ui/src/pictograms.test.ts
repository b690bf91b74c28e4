import { readdirSync, readFileSync } from 'node:fs'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { Pictogram } from './pictograms.tsx'

const instruments = new URL('../../../surveys/instruments/', import.meta.url)
const files = readdirSync(instruments).flatMap((code) =>
  readdirSync(new URL(`${code}/`, instruments))
    .filter((name) => /^\d/.test(name))
    .map((name) => readFileSync(new URL(`${code}/${name}`, instruments), 'utf8')),
)
const named = new Set(
  files.flatMap((text) => [...text.matchAll(/"pictogram": "([^"]+)"/g)].map((match) => match[1] ?? '')),
)

const draw = (name: string): string => renderToStaticMarkup(createElement(Pictogram, { name }))

it('has a picture for every name that a questionnaire uses, and none for another name', () => {
  expect([...named].filter((name) => draw(name) === '')).toEqual([])
  expect(named.size).toBeGreaterThan(10)
  expect(draw('een-plaatje-dat-er-niet-is')).toBe('')
})
