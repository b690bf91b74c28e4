import { openStore } from './open-store.ts'
import { createSubmitter } from './submissions.ts'
import { makeCohort, submissionOf } from './testing-cohort.ts'

/**
 * A program of its own, to be killed by a test: opens the data folder in its first argument, sends
 * submissions without end and prints each receipt with its id as soon as it has it.
 */
const store = await openStore({ dataDir: process.argv[2] ?? '', exclusive: true })
const cohort = await makeCohort(store, { level: `F${process.pid}` })
console.log(`network ${cohort.networkId} ${cohort.round.id}`)
const submitter = createSubmitter(store, { now: () => new Date() })

async function sendWithoutEnd(): Promise<never> {
  for (;;) {
    const submission = submissionOf(cohort, { HOW: 1 })
    const outcome = await submitter.submit(submission)
    if ('receipt' in outcome) console.log(`receipt ${outcome.receipt} ${submission.submissionId}`)
  }
}
await Promise.all(Array.from({ length: 8 }, sendWithoutEnd))
