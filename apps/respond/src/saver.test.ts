import { describe, expect, it } from 'vitest'
import type { Outcome, ServerDraft } from './api.ts'
import { createSaver, type SaveState } from './saver.ts'

/** A saver whose server gives `replies` in turn; waiting is over at once. `settled` ends when nothing is left to do. */
function setUp(replies: readonly Outcome<{ revision: number }>[], echo = false) {
  const sent: ServerDraft[] = []
  const states: SaveState[] = []
  const stale: ServerDraft[] = []
  const refused: string[] = []
  const left = [...replies]
  let revision = 0
  const saver = createSaver({
    read: () => ({ answers: { A: 1 }, page: 0, revision }),
    save: async (draft) => {
      sent.push(draft)
      return left.shift() ?? { kind: 'ok', value: { revision: revision + 1 } }
    },
    isEcho: () => echo,
    onSaved: (next) => {
      revision = next
    },
    onStale: (theirs) => stale.push(theirs),
    onRefused: (code) => refused.push(code),
    onState: (state) => states.push(state),
    patience: { wait: async () => undefined, wake: () => undefined },
    random: () => 0.5,
    rest: 1,
  })
  const settled = async () => {
    for (let turn = 0; turn < 50; turn++) await Promise.resolve()
  }
  return { saver, sent, states, stale, refused, settled }
}
const theirs: ServerDraft = { answers: { A: 2 }, page: 3, revision: 8 }
const staleReply = {
  kind: 'problem',
  status: 409,
  code: 'stale_draft',
  message: '',
  items: [],
  draft: theirs,
} as const

describe('saving drafts', () => {
  it('tries again until the server has it, and says so in between', async () => {
    const { saver, sent, states, settled } = setUp([{ kind: 'later', why: 'offline', seconds: undefined }])
    saver.changed()
    await settled()
    expect(states).toEqual(['unsaved', 'saving', 'onDevice', 'saving', 'saved'])
    expect(sent).toHaveLength(2)
  })
  it('hands over both versions when another device was first, and saves nothing more', async () => {
    const { saver, sent, stale, settled } = setUp([staleReply])
    saver.changed(true)
    await settled()
    saver.changed(true)
    await settled()
    expect(stale).toEqual([theirs])
    expect(sent).toHaveLength(1)
  })
  it('goes on from the revision of its own draft whose answer was lost', async () => {
    const { saver, sent, stale, settled } = setUp([staleReply], true)
    saver.changed(true)
    await settled()
    expect(stale).toEqual([])
    expect(sent.map((draft) => draft.revision)).toEqual([0, 8])
  })
  it('says when the link takes no more', async () => {
    const { saver, refused, settled } = setUp([
      { kind: 'problem', status: 410, code: 'round_closed', message: '', items: [], draft: undefined },
    ])
    saver.changed(true)
    await settled()
    expect(refused).toEqual(['round_closed'])
  })
})
