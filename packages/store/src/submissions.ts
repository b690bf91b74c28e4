import { randomUUID } from 'node:crypto'
import { commitBatch, type Entry, type Outcome } from './commit-batch.ts'
import type { Invitation } from './invitations.ts'
import type { Store } from './open-store.ts'
import type { RoundWithKey } from './rounds.ts'
import { errorCode, isConnectionLoss } from './store-problem.ts'
import { canonicalJson, keyedHash } from './submission-keys.ts'
import { planeOf } from './tally-planes.ts'

/** A checked submission. Answers that were not checked do not belong here. */
export interface Submission {
  readonly networkId: number
  readonly invitation: Pick<Invitation, 'id' | 'kind'>
  readonly round: Pick<RoundWithKey, 'id' | 'key'>
  readonly definition: { readonly id: number; readonly layout: { readonly size: number } }
  /** 0 when no school belongs to it, as for levels A and V. */
  readonly schoolId: number
  /** Made by the browser. */
  readonly submissionId: string
  /** 'major.minor' */
  readonly version: string
  /** Everything that is kept with the response; for levels A and V without free text. */
  readonly answers: Readonly<Record<string, unknown>>
  /** Free text of levels A and V, by item; kept apart. */
  readonly texts: Readonly<Record<string, string>>
  /** `countAnswers(layout, answers)`, of exactly the answers above. */
  readonly increments: readonly number[]
  /** Chosen beforehand, so that it can be found again; level F only. Default: a fresh one. */
  readonly responseId?: string | undefined
  /** Nothing new is taken any more: only what was stored before gets its receipt again. */
  readonly repeatsOnly?: boolean
  /** Of the ticket that it uses up; only for a link that asks for codes. */
  readonly ticketHash?: Buffer
}

export type SubmissionOutcome = Outcome

export interface Submitter {
  /**
   * Stores a submission exactly once and answers after its commit.
   * @throws StoreUnavailable when it is not known to be stored: send it again
   */
  submit(submission: Submission): Promise<SubmissionOutcome>
  /** Resolves when nothing is under way. */
  idle(): Promise<void>
}

interface Waiting {
  readonly entry: Entry
  resolve(outcome: Outcome): void
  reject(error: unknown): void
}

interface Queue {
  waiting: Waiting[]
  inFlight: number
  scheduled: boolean
}

/**
 * Half of what the bench has in flight. When everything that waits may leave in one batch, all senders move
 * in step, and server and database wait for each other in turn; halves overlap.
 */
const largestBatch = 32
/** While one commits, the next grows: two at a time made smaller batches and cost PostgreSQL a tenth more. */
const mostInFlight = 1
const mostAttempts = 4
/** Someone else did the same at the same moment; seen again, it is plain what to answer. */
const retryCodes = new Set(['23505', '40001', '40P01'])

const dayInAmsterdam = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' })

/** A submission as the database takes it. */
export function entryOf(submission: Submission, roundKey: Buffer, now: Date): Entry {
  const { invitation, round, definition, texts } = submission
  const answers = canonicalJson(submission.answers)
  const invitationId = invitation.kind === 'personal' ? invitation.id : 0
  // The link is part of it: the same body over another school's link is another answer.
  const body = `{"answers":${answers},"link":${invitationId},"texts":${canonicalJson(texts)},"version":${JSON.stringify(submission.version)}}`
  return {
    roundId: round.id,
    definitionId: definition.id,
    schoolId: submission.schoolId,
    invitationId,
    submissionKey: keyedHash(roundKey, submission.submissionId),
    bodyKey: keyedHash(roundKey, body),
    id: submission.responseId ?? randomUUID(),
    answers,
    texts: Object.entries(texts).map(([item, text]) => ({ id: randomUUID(), item, text })),
    submittedOn: dayInAmsterdam.format(now),
    plane: planeOf(submission.increments, definition.layout.size),
    repeatsOnly: submission.repeatsOnly ?? false,
    ticketHash: submission.ticketHash?.toString('hex'),
  }
}

/**
 * Takes the next batch out of what waits. The same key, personal link or ticket waits for the next one: by
 * then it is plain what to answer.
 */
function takeBatch(queue: Queue): Waiting[] {
  const batch: Waiting[] = []
  const later: Waiting[] = []
  const taken = new Set<string | number>()
  for (const one of queue.waiting) {
    const { submissionKey, invitationId, ticketHash } = one.entry
    const own = [submissionKey, invitationId || undefined, ticketHash].filter((each) => each !== undefined)
    if (batch.length === largestBatch || own.some((each) => taken.has(each))) later.push(one)
    else {
      batch.push(one)
      for (const each of own) taken.add(each)
    }
  }
  queue.waiting = later
  return batch
}

/** One entry alone, again when someone else was at the same rows. */
async function commitOne(store: Store, networkId: number, entry: Entry): Promise<Outcome> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const [outcome] = await store.guard(() => commitBatch(store.sql, networkId, [entry]))
      if (!outcome) throw new Error('a submission got no outcome')
      return outcome
    } catch (error) {
      if (attempt >= mostAttempts || !retryCodes.has(errorCode(error) ?? '')) throw error
    }
  }
}

/** Commits together; when one entry spoils it, each is tried alone, so that the others get through. */
async function commitAll(store: Store, networkId: number, batch: readonly Waiting[]): Promise<void> {
  try {
    const outcomes = await store.guard(() =>
      commitBatch(
        store.sql,
        networkId,
        batch.map(({ entry }) => entry),
      ),
    )
    batch.forEach((one, index) => {
      const outcome = outcomes[index]
      if (outcome) one.resolve(outcome)
      else one.reject(new Error('a submission got no outcome'))
    })
  } catch (error) {
    if (isConnectionLoss(error)) {
      for (const one of batch) one.reject(error)
      return
    }
    for (const one of batch) await commitOne(store, networkId, one.entry).then(one.resolve, one.reject)
  }
}

/**
 * Takes submissions and commits together what arrives together, per network: a batch leaves when there is
 * something to send and none is under way. No timer: without load a submission leaves at once.
 * @param now the clock; only its date is stored
 */
export function createSubmitter(store: Store, { now }: { now: () => Date }): Submitter {
  const queues = new Map<number, Queue>()
  let whenIdle: (() => void)[] = []

  const settle = (networkId: number, queue: Queue) => {
    if (queue.waiting.length === 0 && queue.inFlight === 0) queues.delete(networkId)
    if (queues.size > 0) return
    const waiting = whenIdle
    whenIdle = []
    for (const resolve of waiting) resolve()
  }
  const send = (networkId: number, queue: Queue) => {
    queue.scheduled = false
    while (queue.inFlight < mostInFlight && queue.waiting.length > 0) {
      const batch = takeBatch(queue)
      queue.inFlight += 1
      void commitAll(store, networkId, batch).finally(() => {
        queue.inFlight -= 1
        schedule(networkId, queue)
        settle(networkId, queue)
      })
    }
  }
  // One turn of the event loop: everything that was read from the sockets in this turn goes along.
  const schedule = (networkId: number, queue: Queue) => {
    if (queue.scheduled || queue.waiting.length === 0 || queue.inFlight >= mostInFlight) return
    queue.scheduled = true
    setImmediate(send, networkId, queue)
  }
  return {
    async submit(submission) {
      const { networkId, round } = submission
      if (!round.key) return { kind: 'round_closed' }
      const entry = entryOf(submission, round.key, now())
      const queue = queues.get(networkId) ?? { waiting: [], inFlight: 0, scheduled: false }
      queues.set(networkId, queue)
      return new Promise((resolve, reject) => {
        queue.waiting.push({ entry, resolve, reject })
        schedule(networkId, queue)
      })
    },
    idle: () => (queues.size === 0 ? Promise.resolve() : new Promise((resolve) => whenIdle.push(resolve))),
  }
}
