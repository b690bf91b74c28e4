import type { RegisterEntry, RegisterKind } from '@km/store'

/** What may stand in a field: nothing here can name a person. */
export type FieldType =
  | { readonly type: 'count' | 'date' | 'yes_no' }
  | { readonly type: 'choice'; readonly values: readonly string[] }
  /** A code of an activity in the year plan. */
  | { readonly type: 'activity' }
  | { readonly type: 'line'; readonly longest: number }

export type RegisterField = FieldType & {
  readonly name: string
  readonly required?: boolean
  /** Made by the program; nobody types it. */
  readonly own?: boolean
}

export type EntryState = RegisterEntry['state']

/** One register: what a line of it holds. */
export interface KindDescription {
  readonly kind: RegisterKind
  /** What it is about: one school, perhaps a school, many that attended, or the network. */
  readonly about: 'school' | 'maybe_school' | 'attended' | 'network'
  /** Has a last day beside the first one. */
  readonly lasts: boolean
  readonly states: readonly EntryState[]
  readonly fields: readonly RegisterField[]
}

const longestTitle = 120
/** Levels that the domain file names for an advice, low to high. */
export const adviceLevels = ['pro', 'vmbo-b', 'vmbo-k', 'vmbo-gt', 'havo', 'vwo'] as const
const event: readonly EntryState[] = ['planned', 'done']
const traject: readonly EntryState[] = ['planned', 'running', 'done', 'stopped']
const pupils = { name: 'pupils', type: 'count', required: true } as const
const finished = { name: 'finished', type: 'count' } as const

/** The registers that the year plan needs. Another one is another entry here and its words in `nl.ts`. */
export const kinds: readonly KindDescription[] = [
  {
    kind: 'meeting',
    about: 'attended',
    lasts: false,
    states: event,
    fields: [
      { name: 'title', type: 'line', longest: longestTitle, required: true },
      {
        name: 'form',
        type: 'choice',
        values: ['network_meeting', 'visit_to_isk', 'information', 'mailing', 'presentation', 'consultation'],
        required: true,
      },
      { name: 'participants', type: 'count' },
    ],
  },
  {
    kind: 'training',
    about: 'maybe_school',
    lasts: false,
    states: event,
    fields: [
      { name: 'route', type: 'choice', values: ['single', 'three_years'], required: true },
      { name: 'module', type: 'choice', values: ['1', '2', '3', '4', '5', '6', '7'] },
      { name: 'language', type: 'count' },
      { name: 'subject', type: 'count' },
    ],
  },
  {
    kind: 'contact',
    about: 'school',
    lasts: false,
    states: ['done'],
    fields: [
      { name: 'form', type: 'choice', values: ['visit', 'phone', 'mail', 'online'], required: true },
      {
        name: 'theme',
        type: 'choice',
        values: ['policy', 'handover', 'tests', 'guidance', 'teachers', 'parents', 'other'],
        required: true,
      },
    ],
  },
  {
    kind: 'po_traject',
    about: 'network',
    lasts: true,
    states: traject,
    fields: [
      { name: 'number', type: 'line', longest: 20, required: true },
      { name: 'tested', type: 'yes_no' },
      { name: 'adviceOn', type: 'date' },
      { name: 'evaluationAsked', type: 'yes_no' },
    ],
  },
  {
    kind: 'deelschakel',
    about: 'school',
    lasts: true,
    states: traject,
    fields: [{ name: 'level', type: 'choice', values: adviceLevels, required: true }, pupils, finished],
  },
  {
    kind: 'buddies',
    about: 'school',
    lasts: true,
    states: traject,
    fields: [{ name: 'pairs', type: 'count', required: true }, finished],
  },
  { kind: 'coaching', about: 'school', lasts: true, states: traject, fields: [pupils] },
  {
    kind: 'progress',
    about: 'school',
    lasts: false,
    states: event,
    fields: [{ name: 'round', type: 'choice', values: ['1', '2', '3'], required: true }],
  },
  {
    kind: 'activity',
    about: 'network',
    lasts: true,
    states: traject,
    fields: [
      { name: 'activity', type: 'activity', required: true },
      { name: 'planned', type: 'count' },
      { name: 'realised', type: 'count' },
      { name: 'owner', type: 'choice', values: ['project_leader', 'member', 'director', 'colleague'] },
    ],
  },
  {
    kind: 'placement',
    about: 'school',
    lasts: true,
    states: ['running', 'done', 'stopped'],
    fields: [
      { name: 'caseNumber', type: 'line', longest: 20, own: true },
      { name: 'route', type: 'choice', values: ['isk', 'po'], required: true },
      { name: 'sixWeeksOn', type: 'date' },
      { name: 'oneYearOn', type: 'date' },
      { name: 'postponed', type: 'choice', values: ['holiday', 'school_busy', 'later_start', 'other'] },
    ],
  },
]

export function describeKind(kind: RegisterKind): KindDescription {
  const found = kinds.find((one) => one.kind === kind)
  if (found === undefined) throw new Error(`There is no register ${kind}.`)
  return found
}

type Counted = Pick<RegisterEntry, 'kind' | 'state' | 'values'>
const number = (value: unknown): number => (typeof value === 'number' ? value : 0)
const isDone = ({ state }: Counted): boolean => state === 'done'
const held = (form: string) => (entry: Counted) => Number(isDone(entry) && entry.values.form === form)

/** Which registers show what was done of an activity of the plan, and how much one line adds to it. */
const realising: Readonly<
  Record<string, { readonly kind: RegisterKind; readonly adds: (entry: Counted) => number }>
> = {
  'A1.1': { kind: 'contact', adds: () => 1 },
  'A1.3': { kind: 'meeting', adds: held('network_meeting') },
  'A1.4': { kind: 'meeting', adds: held('visit_to_isk') },
  'A1.6': { kind: 'meeting', adds: held('presentation') },
  'A2.1': { kind: 'po_traject', adds: (entry) => Number(isDone(entry)) },
  'A2.2': { kind: 'po_traject', adds: ({ values }) => Number(values.adviceOn !== undefined) },
  'A2.6': { kind: 'deelschakel', adds: ({ values }) => number(values.pupils) },
  'A2.8': { kind: 'buddies', adds: ({ values }) => number(values.pairs) },
  'A3.2': { kind: 'coaching', adds: ({ values }) => number(values.pupils) },
  'A3.4': { kind: 'training', adds: (entry) => Number(isDone(entry)) },
}

/**
 * How much of an activity was done, as the registers of a school year show it; undefined when no register
 * counts it and somebody has to fill it in.
 */
export function countRealised(activity: string, entries: readonly Counted[]): number | undefined {
  const counting = realising[activity]
  if (counting === undefined) return undefined
  return entries
    .filter((entry) => entry.kind === counting.kind && entry.state !== 'planned')
    .reduce((sum, entry) => sum + counting.adds(entry), 0)
}

/** Lines of a school year that show that something was done of an activity, counted by a register or filled in. */
export function countLines(activity: string, entries: readonly Counted[]): number {
  const counting = realising[activity]
  const shows = (entry: Counted): boolean => {
    if (entry.state === 'planned') return false
    if (entry.kind === 'activity')
      return entry.values.activity === activity && number(entry.values.realised) > 0
    return entry.kind === counting?.kind && counting.adds(entry) > 0
  }
  return entries.filter(shows).length
}
