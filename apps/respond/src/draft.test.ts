import { describe, expect, it } from 'vitest'
import { differentAnswers, type LocalDraft, mergeDraft } from './draft.ts'

const local: LocalDraft = {
  answers: { A: 1, B: [1, 2] },
  page: 2,
  revision: 3,
  dirty: true,
  submissionId: 'x',
  version: '1.0',
}
const server = { answers: { A: 2 }, page: 1, revision: 3 }

describe('merging what this device and the server hold', () => {
  it('goes on with this device when the server has not moved on since', () => {
    expect(mergeDraft(local, server)).toEqual({
      kind: 'use',
      draft: { answers: local.answers, page: 2, revision: 3 },
      dirty: true,
    })
  })
  it('goes on with the server when this device has nothing unconfirmed', () => {
    expect(mergeDraft({ ...local, dirty: false }, server)).toEqual({
      kind: 'use',
      draft: server,
      dirty: false,
    })
    expect(mergeDraft(undefined, server)).toEqual({ kind: 'use', draft: server, dirty: false })
  })
  it('lets the person choose when both have something new', () => {
    const newer = { ...server, revision: 5 }
    expect(mergeDraft(local, newer)).toEqual({
      kind: 'choose',
      mine: { answers: local.answers, page: 2, revision: 5 },
      theirs: newer,
    })
  })
  it('asks nothing when both hold the same answers', () => {
    const same = { answers: { B: [1, 2], A: 1 }, page: 4, revision: 9 }
    expect(mergeDraft(local, same)).toEqual({ kind: 'use', draft: same, dirty: false })
  })
  it('tells answers apart by content and order of choosing, not by order of keys', () => {
    expect(
      differentAnswers({ M: { a: 1, b: 2 }, P: ['x', 'y'] }, { M: { b: 2, a: 1 }, P: ['y', 'x'] }),
    ).toEqual(['P'])
  })
})
