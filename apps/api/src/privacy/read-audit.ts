import {
  type AuditRow,
  type Db,
  isTombstone,
  listAuditKinds,
  listRounds,
  listSchools,
  readAccountNames,
  searchAudit,
} from '@km/store'
import { addDays, startOfDay } from '../clock.ts'
import { csvField } from '../csv-field.ts'
import type { Deps, Who } from '../deps.ts'
import { capital, periodName } from '../nl.ts'
import { roleNames } from './nl.ts'
import { auditText, doneText } from './nl-audit.ts'
import { ruleText } from './nl-retention.ts'
import type { RuleName } from './retention-rules.ts'
import type { AuditQuery, AuditView } from './schema.ts'

type Line = AuditView['rows'][number]

/** What the things of a log are called now. */
interface Names {
  readonly accounts: ReadonlyMap<string, string>
  readonly things: ReadonlyMap<string, string>
}

function accountName(id: string, names: Names): string {
  if (id === 'program') return auditText.program
  if (isTombstone(id)) return auditText.erased
  return names.accounts.get(id) ?? auditText.nobody
}

const kindName = (kind: string): string => auditText.kinds[kind] ?? kind

/** 'meetronde KM-NT2 2025-2026'; a code such as 'B-2526-001' is its own name. */
function aboutText(subject: string, names: Names): string {
  const [kind = '', id] = subject.split(':')
  if (id === undefined) return subject
  if (kind === 'account') return isTombstone(id) ? auditText.erased.toLowerCase() : accountName(id, names)
  if (kind === 'network') return kindName(kind)
  if (kind === 'rule') return ruleText[id as RuleName]?.data ?? id
  return `${kindName(kind)} ${names.things.get(subject) ?? id}`
}

async function readNames(tx: Db, networkId: number, accountIds: readonly string[]): Promise<Names> {
  const schools = await listSchools(tx, networkId)
  const rounds = await listRounds(tx, networkId)
  return {
    accounts: await readAccountNames(tx, accountIds),
    things: new Map([
      ...schools.map((school) => [`school:${school.id}`, school.name] as const),
      ...rounds.map((round) => [`round:${round.id}`, `${round.instrument} ${periodName(round)}`] as const),
    ]),
  }
}

const lineOf = (row: AuditRow, names: Names): Line => ({
  id: row.id,
  at: row.at.toISOString(),
  name: accountName(row.accountId, names),
  role: roleNames[row.role] ?? row.role,
  verb: row.verb,
  sentence: doneText(row.verb),
  subject: row.subject,
  about: aboutText(row.subject, names),
})

const accountsIn = (rows: readonly AuditRow[]): string[] =>
  rows.flatMap((row) => [
    row.accountId,
    ...(row.subject.startsWith('account:') ? [row.subject.slice('account:'.length)] : []),
  ])

const filterOf = (who: Who, { from, until, verb, subject, account }: AuditQuery) => ({
  networkId: who.networkId,
  from: from === undefined ? undefined : startOfDay(from),
  until: until === undefined ? undefined : startOfDay(addDays(until, 1)),
  accountId: account,
  ...{ verb, subject },
})

/** A page of the log of the own network, with what it can be filtered on. */
export async function readAudit({ store }: Deps, who: Who, query: AuditQuery): Promise<AuditView> {
  const { page, size } = query
  const { networkId } = who
  return store.inNetwork(networkId, async (tx) => {
    const window = { offset: (page - 1) * size, limit: size }
    const { rows, total } = await searchAudit(tx, { ...filterOf(who, query), ...window })
    const kinds = await listAuditKinds(tx, networkId)
    const names = await readNames(tx, networkId, [...accountsIn(rows), ...kinds.accountIds])
    return {
      rows: rows.map((row) => lineOf(row, names)),
      ...{ total, page, size },
      verbs: kinds.verbs.map((verb) => ({ verb, sentence: doneText(verb) })),
      accounts: kinds.accountIds.map((id) => ({
        ...{ id, name: accountName(id, names) },
        erasable: names.accounts.has(id),
      })),
      subjects: Object.entries(auditText.kinds).map(([kind, name]) => ({ kind, name })),
    }
  })
}

/** Rows of an export; a year of a busy network is less. */
const mostRows = 100_000

/** The same choice as lines for `writeAuditCsv`, all of it, oldest last. */
export async function listAuditLines({ store }: Deps, who: Who, query: AuditQuery): Promise<Line[]> {
  return store.inNetwork(who.networkId, async (tx) => {
    const { rows } = await searchAudit(tx, { ...filterOf(who, query), offset: 0, limit: mostRows })
    const names = await readNames(tx, who.networkId, accountsIn(rows))
    return rows.map((row) => lineOf(row, names))
  })
}

/** A semicolon CSV with byte order mark, as Dutch spreadsheets open it. */
export function writeAuditCsv(lines: readonly Line[]): string {
  const rows = lines.map(({ at, name, role, sentence, about }) => [at, name, role, capital(sentence), about])
  return `\ufeff${[auditText.columns, ...rows].map((row) => row.map(csvField).join(';')).join('\r\n')}\r\n`
}
