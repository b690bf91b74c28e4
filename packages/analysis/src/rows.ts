import type { ItemSeries } from './compare.ts'
import type { ComparisonRow, FrameworkIndex, Level } from './model.ts'
import type { ScoreBook } from './score.ts'

/** A row and the items that it is made of, before any number is put in. */
export interface RowPlan {
  readonly head: Omit<ComparisonRow, 'periods' | 'steps'>
  readonly parts: readonly ItemSeries[]
}

type Place = FrameworkIndex['expectations'][number]

/**
 * Items that give an expectation its level: those on a scale with "op orde"; in an instrument without one,
 * those on any ordered scale.
 */
export function scoredItems(book: ScoreBook, series: readonly ItemSeries[]): ItemSeries[] {
  const ordered = series.filter(
    ({ item }) =>
      item.kind === 'single' && item.expectationCodes.length > 0 && book.scaleOf(item.scale)?.ordered,
  )
  const developing = ordered.filter(({ item }) => book.scaleOf(item.scale)?.sufficient.length)
  return developing.length > 0 ? developing : ordered
}

function itemHead(one: ItemSeries, place: Place | undefined): RowPlan['head'] {
  const { item } = one
  return {
    key: one.name,
    level: 'item',
    title: item.shortTitle,
    expectationCodes: item.expectationCodes,
    ...(place ? { domain: place.domain } : {}),
    ...(place?.subdomain === undefined ? {} : { subdomain: place.subdomain }),
    ...(item.scale === undefined ? {} : { scale: item.scale }),
    kind: item.kind,
    ...(item.question === undefined ? {} : { question: item.question }),
  }
}

/** Answers on different scales are never added up: one group per scale. */
function byScale(parts: readonly ItemSeries[]): ItemSeries[][] {
  const groups = new Map<string, ItemSeries[]>()
  for (const part of parts) {
    const code = part.item.scale ?? ''
    groups.set(code, [...(groups.get(code) ?? []), part])
  }
  return [...groups.values()]
}

interface Shelf {
  readonly key: string
  readonly title: string
  readonly domain: string
  readonly subdomain?: string
  readonly codes: readonly string[]
}

function shelvesOf(framework: FrameworkIndex, level: Exclude<Level, 'item'>): Shelf[] {
  const within = (test: (place: Place) => boolean) =>
    framework.expectations.filter(test).map((place) => place.code)
  if (level === 'expectation')
    return framework.expectations.map(({ code, title, domain, subdomain }) => {
      return { key: code, title, domain, ...(subdomain === undefined ? {} : { subdomain }), codes: [code] }
    })
  return framework.domains.flatMap((domain): Shelf[] => {
    const own = { key: domain.code, title: domain.title, domain: domain.code }
    if (level === 'domain') return [{ ...own, codes: within((p) => p.domain === domain.code) }]
    const bare = within((p) => p.domain === domain.code && p.subdomain === undefined)
    const parts = domain.subdomains.map(({ code, title }) => {
      return {
        key: code,
        title,
        domain: domain.code,
        subdomain: code,
        codes: within((p) => p.subdomain === code),
      }
    })
    return [...(bare.length > 0 ? [{ ...own, codes: bare }] : []), ...parts]
  })
}

function shelfRows(shelf: Shelf, level: Level, scored: readonly ItemSeries[]): RowPlan[] {
  const held = new Set(shelf.codes)
  const parts = scored.filter(({ item }) => item.expectationCodes.some((code) => held.has(code)))
  return byScale(parts).map((group, index) => {
    const scale = group[0]?.item.scale
    const alone = level === 'expectation' && group.length === 1 ? group[0]?.item : undefined
    const head = {
      key: index === 0 ? shelf.key : `${shelf.key}/${scale}`,
      level,
      title: alone?.shortTitle ?? shelf.title,
      expectationCodes: shelf.codes,
      domain: shelf.domain,
      ...(shelf.subdomain === undefined ? {} : { subdomain: shelf.subdomain }),
      ...(scale === undefined ? {} : { scale }),
      kind: alone?.kind ?? 'roll-up',
    }
    return { head, parts: group }
  })
}

/**
 * The rows of a comparison: items in the order of the questionnaire, or what lies under each expectation,
 * subdomain or domain, in the order of the framework. A domain without subdomains is its own row among
 * them. An expectation with one item takes that item's short title.
 */
export function planRows(
  book: ScoreBook,
  series: readonly ItemSeries[],
  framework: FrameworkIndex,
  level: Level,
): RowPlan[] {
  if (level === 'item') {
    const places = new Map(framework.expectations.map((place) => [place.code, place]))
    return series.map((one) => ({
      head: itemHead(one, places.get(one.item.expectationCodes[0] ?? '')),
      parts: [one],
    }))
  }
  const scored = scoredItems(book, series)
  return shelvesOf(framework, level).flatMap((shelf) => shelfRows(shelf, level, scored))
}
