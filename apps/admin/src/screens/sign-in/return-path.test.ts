import { describe, expect, it } from 'vitest'
import { returnPath } from './return-path.ts'

describe('where to go after signing in', () => {
  it('goes back to the page that was asked for', () => {
    expect(returnPath('/vergelijken?level=item')).toBe('/vergelijken?level=item')
  })

  it('never leaves this site', () => {
    for (const elsewhere of ['https://a.example', '//a.example', '/\\a.example', 'javascript:alert(1)', ''])
      expect(returnPath(elsewhere)).toBe('/')
  })

  it('does not go round in a circle', () => {
    expect(returnPath('/inloggen?naar=/inloggen')).toBe('/')
  })
})
