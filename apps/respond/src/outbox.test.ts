import { describe, expect, it } from 'vitest'
import { createClient } from './api.ts'
import { createOutbox, type Parcel, type SendState } from './outbox.ts'

const parcel: Parcel = {
  token: '1-abc',
  body: { submissionId: '7b0c8d2e-0000-4000-8000-000000000001', version: '1.0', answers: { MS_1: 'ja' } },
}
const receipt = { receipt: '4K7Q-9M2X-R8TD-0WVE' }
const answer = (status: number, body: unknown, headers = {}) =>
  new Response(JSON.stringify(body), { status, headers })

/** An outbox at the edge of the network: `replies` are what fetch gives, in turn. */
function setUp(replies: readonly (Response | Error)[]) {
  const kept = new Map<string, Parcel>()
  const bodies: string[] = []
  const waits: number[] = []
  const left = [...replies]
  const fetch = async (_: unknown, init?: RequestInit) => {
    bodies.push(String(init?.body))
    const reply = left.shift() ?? new Error('nothing left')
    if (reply instanceof Error) throw reply
    return reply
  }
  const outbox = createOutbox({
    send: createClient(fetch as typeof globalThis.fetch).send,
    store: {
      all: () => [...kept.values()],
      put: (one) => kept.set(one.body.submissionId, one),
      remove: (id) => kept.delete(id),
    },
    patience: { wait: async (seconds) => void waits.push(seconds) },
    random: () => 0.5,
  })
  return { outbox, kept, bodies, waits }
}

describe('the outbox', () => {
  it('sends the same body until a receipt is held, through lost connections, 429 and 5xx', async () => {
    const { outbox, kept, bodies, waits } = setUp([
      new TypeError('Failed to fetch'),
      answer(503, {}),
      answer(429, {}, { 'retry-after': '7' }),
      answer(200, receipt),
    ])
    const states: SendState[] = []
    await outbox.send(parcel, (state) => states.push(state))
    expect(states.at(-1)).toEqual({ kind: 'received', receipt: receipt.receipt })
    expect(new Set(bodies).size).toBe(1)
    expect(bodies).toHaveLength(4)
    expect(waits).toEqual([1, 2, 7])
    expect(kept.size).toBe(0)
  })
  it('keeps the parcel for as long as there is no receipt', async () => {
    const { outbox, kept } = setUp([new TypeError('Failed to fetch'), answer(201, receipt)])
    const seen: number[] = []
    await outbox.send(parcel, () => seen.push(kept.size))
    expect(seen).toEqual([1, 1, 1, 0])
  })
  it('sends once when it is asked twice at the same time', async () => {
    const { outbox, bodies } = setUp([answer(201, receipt)])
    const ignore = () => undefined
    const [one, other] = await Promise.all([outbox.send(parcel, ignore), outbox.send(parcel, ignore)])
    expect(bodies).toHaveLength(1)
    expect(one).toEqual(other)
  })
  it('stops and hands back every wrong item when the server refuses the answers', async () => {
    const items = [{ item: 'MS_1', code: 'not_a_choice', message: 'Kies een antwoord uit de lijst.' }]
    const { outbox, kept } = setUp([
      answer(422, { code: 'invalid_answers', message: 'x', details: { items } }),
    ])
    const state = await outbox.send(parcel, () => undefined)
    expect(state).toEqual({ kind: 'refused', code: 'invalid_answers', message: 'x', items })
    expect(kept.size).toBe(0)
  })
})
