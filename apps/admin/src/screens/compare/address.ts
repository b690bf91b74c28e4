import type { Level } from '@km/analysis'

export type Order = 'framework' | 'movement'
export type View = 'rows' | 'movement' | 'levels' | 'heat'

/** The choice on the comparison screen; it lives in the address, so that it can be shared. */
export interface Choice {
  readonly instrument: string
  /** Oldest first; empty: the server takes the last two with a released round. */
  readonly years: readonly string[]
  readonly level: Level
  readonly school?: number
  readonly group?: string
  readonly order: Order
  readonly view: View
}

export type Address = Readonly<Record<string, string>>

export const start: Choice = {
  instrument: 'KM-NT2',
  years: [],
  level: 'expectation',
  order: 'framework',
  view: 'rows',
}

const levels: readonly Level[] = ['domain', 'subdomain', 'expectation', 'item']
const views: readonly View[] = ['rows', 'movement', 'levels', 'heat']

/** The monitor is read per expectation, every other questionnaire per question: not all of them have expectations. */
const startLevel = (instrument: string): Level => (instrument === start.instrument ? start.level : 'item')

/** A comparison of this questionnaire, as one begins with it. */
export const addressOf = (instrument: string): Address =>
  writeAddress({ ...start, instrument, level: startLevel(instrument) })

/** What the address says; what it says wrong falls back to the start value. */
export function readAddress(address: Readonly<Record<string, unknown>>): Choice {
  const text = (key: string) => (typeof address[key] === 'string' ? (address[key] as string) : '')
  const school = /^\d+$/.test(text('school')) ? Number(text('school')) : undefined
  const years = text('years')
    .split(',')
    .filter((year) => /^\d{4}-\d{4}$/.test(year))
  const instrument = text('instrument') || start.instrument
  return {
    instrument,
    years: [...new Set(years)].sort(),
    level: levels.find((level) => level === text('level')) ?? startLevel(instrument),
    ...(school === undefined ? {} : { school }),
    ...(school === undefined && text('group') !== '' ? { group: text('group') } : {}),
    order: text('order') === 'movement' ? 'movement' : 'framework',
    view: views.find((view) => view === text('view')) ?? 'rows',
  }
}

/** The shortest address that gives this choice again: what is as at the start is left out. */
export function writeAddress(choice: Choice): Address {
  const all: Record<string, string | undefined> = {
    instrument: choice.instrument === start.instrument ? undefined : choice.instrument,
    years: choice.years.length === 0 ? undefined : choice.years.join(','),
    level: choice.level === startLevel(choice.instrument) ? undefined : choice.level,
    school: choice.school?.toString(),
    group: choice.school === undefined ? choice.group : undefined,
    order: choice.order === start.order ? undefined : choice.order,
    view: choice.view === start.view ? undefined : choice.view,
  }
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}

/** Query of GET /api/comparisons and its CSV: order and view are the screen's own. */
export function comparisonQuery(choice: Choice): string {
  const query = new URLSearchParams({ instrument: choice.instrument, level: choice.level })
  if (choice.years.length > 0) query.set('years', choice.years.join(','))
  if (choice.school !== undefined) query.set('school', String(choice.school))
  if (choice.group !== undefined) query.set('group', choice.group)
  return query.toString().replaceAll('%2C', ',')
}

/** `a=1&b=x` to and from the router's search: plain words, no JSON, so that an address can be read aloud. */
export const parseSearch = (search: string): Address => Object.fromEntries(new URLSearchParams(search))

export function stringifySearch(search: Readonly<Record<string, unknown>>): string {
  const words = Object.entries(search).filter((entry): entry is [string, string] => {
    return typeof entry[1] === 'string' && entry[1] !== ''
  })
  const text = new URLSearchParams(words).toString().replaceAll('%2C', ',')
  return text === '' ? '' : `?${text}`
}
