import { Problem } from './problem.ts'

/** Longest text of a cell (32,767 characters), each written as an entity of six. */
const longestText = 200_000
/** Longest tag; the first one of a sheet names about ten addresses. */
const longestTag = 10_000
/** Columns A to ZZ. */
const mostColumns = 702
const address = /^[A-Z]{0,2}\d{1,7}$/

const unreadable = () => new Problem('unreadable_file')

/** Place of the `>` that ends the tag that begins at `from`; one between quotes does not. */
function endOfTag(xml: string, from: number): number {
  for (let at = from + 1; at - from < longestTag && at < xml.length; at += 1) {
    const sign = xml[at]
    if (sign === '>') return at
    if (sign === '<') throw unreadable()
    if (sign === '"' || sign === "'") {
      at = xml.indexOf(sign, at + 1)
      if (at === -1) throw unreadable()
    }
  }
  throw unreadable()
}

/** What stands between `<` and `>`, one after another. */
function* tagsOf(xml: string): Generator<string> {
  let at = xml.indexOf('<')
  let isFirst = true
  while (at !== -1) {
    const end = endOfTag(xml, at)
    const tag = xml.slice(at + 1, end)
    // Comments and the like may be as long as they want, and no spreadsheet program writes them.
    if (tag.startsWith('!') || (tag.startsWith('?') && !isFirst)) throw unreadable()
    yield tag
    isFirst = false
    at = xml.indexOf('<', end)
    if ((at === -1 ? xml.length : at) - end > longestText) throw unreadable()
  }
}

/** Every address that a tag gives itself, however it is written; throws for what is none. */
function rowsNamed(tag: string): number[] {
  return [...tag.matchAll(/[\s:"']r\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, double, single]) => {
    const named = double ?? single ?? ''
    if (!address.test(named)) throw unreadable()
    return Number(named.replace(/^\D+/, ''))
  })
}

/**
 * Refuses a sheet that would fill the memory or the time of its reader: cells that stand so far away that it
 * makes all empty ones before them, and texts or tags that never end. A part without cells passes.
 * @param lastRow the highest row that may be named
 * @throws Problem `unreadable_file` or `too_many_lines`
 */
export function checkSheet(part: Buffer, lastRow: number): void {
  if (!part.includes('sheetData')) return
  let rows = 0
  let cells = 0
  for (const tag of tagsOf(part.toString('latin1'))) {
    const [, name] = /^(?:[^\s:/]*:)?(row|c)(?=[\s/]|$)/.exec(tag) ?? []
    if (name === undefined) continue
    rows += name === 'row' ? 1 : 0
    cells = name === 'row' ? 0 : cells + 1
    if (rows > lastRow || rowsNamed(tag).some((row) => row > lastRow)) throw new Problem('too_many_lines')
    if (cells > mostColumns) throw unreadable()
  }
}
