import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { answersOf, createModel } from './form-model.ts'
import { SurveyView } from './survey-view.tsx'

const definition = {
  pages: [
    {
      name: 'p',
      elements: [
        {
          type: 'ranking',
          name: 'TB_7',
          title: 'Wat gaat voor?',
          choices: [
            { value: 'D1', text: 'beleid' },
            { value: 'D2', text: 'overstap' },
            { value: 'D3', text: 'begeleiding' },
          ],
        },
      ],
    },
  ],
}
const modelWith = (order?: readonly string[]) => {
  const model = createModel({ definition, scales: [], languageLevel: 'B1' })
  if (order) model.data = { TB_7: order }
  return model
}
const listed = (html: string) => [...html.matchAll(/<li><span>([^<]+)/g)].map((match) => match[1])

describe('a question that asks for an order', () => {
  it('has no answer until somebody moves a choice or keeps the order', () => {
    const model = modelWith()
    const html = renderToStaticMarkup(createElement(SurveyView, { model }))
    expect(listed(html)).toEqual(['beleid', 'overstap', 'begeleiding'])
    expect(html).toContain('Deze volgorde klopt')
    expect(answersOf(model)).toEqual({})
  })

  it('shows the order that was given, with a button to move each choice but the ends', () => {
    const html = renderToStaticMarkup(createElement(SurveyView, { model: modelWith(['D3', 'D1', 'D2']) }))
    expect(listed(html)).toEqual(['begeleiding', 'beleid', 'overstap'])
    expect(html).not.toContain('Deze volgorde klopt')
    expect(html).toMatch(
      /disabled=""[^>]*aria-label="begeleiding naar boven"|aria-label="begeleiding naar boven"[^>]*disabled=""/,
    )
    expect(html).toContain('aria-label="beleid naar boven"')
    expect(html).not.toContain('sd-ranking')
  })
})
