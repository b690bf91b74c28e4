import { countAnswers, type Definition, type InstrumentFacts, parseDefinition } from '@km/definition'
import {
  audit,
  type Db,
  eraseAccount,
  forget,
  forgetAnswers,
  forgetCases,
  forgetPlacements,
  forgetTexts,
  lastRetention,
  listDefinitions,
  listEndedAccounts,
  listNetworks,
  listReleasedRounds,
  logRetention,
  sealTallies,
} from '@km/store'
import { amsterdamDate } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { dropMailFiles } from './drop-mail-files.ts'
import { answersRule, isPast, type RuleName, retentionRules, ruleOf } from './retention-rules.ts'

type RetentionDeps = Pick<Deps, 'store' | 'now'> & {
  /** Where mail is kept when there is no mail server. */
  readonly postFolder?: string
}
type Counts = Readonly<Record<string, number>>

/** What one rule deleted in one network. */
export interface Deleted {
  readonly networkId: number
  readonly rule: RuleName
  readonly counts: Counts
}

interface Work {
  readonly tx: Db
  readonly networkId: number
  readonly today: string
  readonly definitions: ReadonlyMap<number, Known>
  readonly postFolder: string | undefined
}

/** What deleting needs to know of a published version. */
interface Known {
  readonly facts: InstrumentFacts
  readonly places: Definition['items'][number]['path'][]
}

const apart: readonly string[] = ['A', 'V', 'P']

async function readDefinitions({ store }: RetentionDeps): Promise<ReadonlyMap<number, Known>> {
  const rows = await store.guard(() => listDefinitions(store.db))
  return new Map(
    rows.map((row) => {
      const { items } = parseDefinition(row.json, { instrument: row.instrument, version: row })
      const places = items.filter((item) => item.kind === 'text').map((item) => item.path)
      return [row.id, { facts: row.facts as unknown as InstrumentFacts, places }]
    }),
  )
}

const knownOf = (work: Work, definitionId: number): Known => {
  const known = work.definitions.get(definitionId)
  if (known === undefined) throw new Error(`There is no definition ${definitionId}.`)
  return known
}

/** Texts of rounds that closed long enough ago. At level F they count as answered, so the tallies are sealed. */
async function dropTexts(work: Work): Promise<Counts> {
  const { tx, networkId, today } = work
  const sum = { texts: 0, answers: 0 }
  for (const round of await listReleasedRounds(tx, networkId)) {
    const { closesOn: ended, schoolYear } = round
    if (!isPast(ruleOf('texts'), { ended, schoolYear, today }) || !(round.answered || round.texts)) continue
    const { facts, places } = knownOf(work, round.definitionId)
    const { texts, changed } = await forgetTexts(tx, { networkId, today, roundId: round.id, places })
    if (changed > 0 && !apart.includes(facts.anonymityLevel))
      await sealTallies(tx, { networkId, roundId: round.id, sealedOn: today })
    sum.texts += texts
    sum.answers += changed
  }
  return sum
}

/** Answers of rounds that are too old; what stands per school goes along, and the rest is sealed. */
async function dropAnswers(work: Work, rule: RuleName): Promise<Counts> {
  const { tx, networkId, today } = work
  const sum = { rounds: 0, responses: 0, schoolTallies: 0 }
  for (const round of await listReleasedRounds(tx, networkId)) {
    const { closesOn: ended, schoolYear } = round
    const own = answersRule(knownOf(work, round.definitionId).facts.anonymityLevel)
    if (own.rule !== rule || !round.answered || !isPast(own, { ended, schoolYear, today })) continue
    const gone = await forgetAnswers(tx, { networkId, today, roundId: round.id })
    await sealTallies(tx, { networkId, roundId: round.id, sealedOn: today })
    sum.rounds += 1
    sum.responses += gone.responses
    sum.schoolTallies += gone.schoolTallies
  }
  return sum
}

async function dropAccounts({ tx, networkId, today }: Work): Promise<Counts> {
  const ended = await listEndedAccounts(tx, { networkId, today })
  for (const accountId of ended) await eraseAccount(tx, { networkId, accountId, today })
  return { accounts: ended.length }
}

const rows =
  (kind: Parameters<typeof forget>[1]) =>
  async ({ tx, ...day }: Work): Promise<Counts> => ({ rows: await forget(tx, kind, day) })

const deletions: Partial<Record<RuleName, (work: Work) => Promise<Counts>>> = {
  addresses: rows('addresses'),
  mail: rows('mail'),
  mail_files: async (work) => ({ files: await dropMailFiles(work.postFolder, work) }),
  class_codes: rows('classCodes'),
  texts: dropTexts,
  answers_school: (work) => dropAnswers(work, 'answers_school'),
  answers_apart: (work) => dropAnswers(work, 'answers_apart'),
  answers_personal: (work) => dropAnswers(work, 'answers_personal'),
  placements: async ({ tx, networkId, today }) => ({
    responses: await forgetCases(tx, { networkId, today, count: countAnswers }),
    rows: await forgetPlacements(tx, { networkId, today }),
  }),
  accounts: dropAccounts,
  account_invites: rows('accountInvites'),
  audit: rows('audit'),
}

const isSomething = (counts: Counts): boolean => Object.values(counts).some((n) => n > 0)

/** One rule in one network: what it deletes and the row that says so go together. */
async function runRule(
  { store, now, postFolder }: RetentionDeps,
  { networkId, rule, definitions }: Pick<Work, 'networkId' | 'definitions'> & { rule: RuleName },
): Promise<Deleted> {
  const at = now()
  const remove = deletions[rule]
  if (remove === undefined) throw new Error(`Nothing deletes by the rule ${rule}.`)
  return store.inNetwork(networkId, async (tx) => {
    const counts = await remove({ tx, networkId, today: amsterdamDate(at), definitions, postFolder })
    await logRetention(tx, { networkId, rule, at, counts })
    if (isSomething(counts)) {
      const who = { accountId: 'program', role: 'program' } as const
      await audit(tx, {
        ...who,
        networkId,
        at,
        verb: 'retention.run',
        subject: `rule:${rule}`,
        details: counts,
      })
    }
    return { networkId, rule, counts }
  })
}

/**
 * Deletes everything that is past its time, in every network; a transaction and a row in the log per rule.
 * Running it again deletes nothing more.
 */
export async function runRetention(deps: RetentionDeps): Promise<readonly Deleted[]> {
  const definitions = await readDefinitions(deps)
  const done: Deleted[] = []
  for (const { id: networkId } of await deps.store.guard(() => listNetworks(deps.store.db)))
    for (const { rule } of retentionRules.filter((each) => each.daily))
      done.push(await runRule(deps, { networkId, rule, definitions }))
  return done
}

/** The same, for networks where nothing was looked for yet on this day: to be asked often. */
export async function runRetentionOnce(deps: RetentionDeps): Promise<readonly Deleted[]> {
  const { store, now } = deps
  const today = amsterdamDate(now())
  for (const { id } of await store.guard(() => listNetworks(store.db))) {
    const last = await store.inNetwork(id, (tx) => lastRetention(tx, id))
    if (last === undefined || amsterdamDate(last) < today) return runRetention(deps)
  }
  return []
}
