import { describe, expect, it } from 'vitest'
import { onePerPage } from './one-per-page.ts'

describe('one question per page', () => {
  const paged = onePerPage({
    pages: [
      {
        name: 'p',
        visibleIf: '{a} = 1',
        elements: [
          { type: 'text', name: 'x' },
          {
            type: 'panel',
            visibleIf: '{b} = 2',
            elements: [{ type: 'text', name: 'y', visibleIf: '{c} = 3' }],
          },
        ],
      },
    ],
  })

  it('keeps every question under its own name', () => {
    expect(paged.pages).toMatchObject([{ elements: [{ name: 'x' }] }, { elements: [{ name: 'y' }] }])
  })
  it('gives a question the conditions of the page and panel it came from', () => {
    expect(paged.pages).toMatchObject([
      { elements: [{ visibleIf: '{a} = 1' }] },
      { elements: [{ visibleIf: '(({a} = 1) and ({b} = 2)) and ({c} = 3)' }] },
    ])
  })
})
