import { type Db, findNetwork } from '@km/store'
import { type CsvValue, csvField } from '../csv-field.ts'
import type { Who } from '../deps.ts'
import { percent, reasons, shareWords } from '../nl.ts'
import { Problem } from '../problem.ts'
import * as nl from './nl.ts'
import { readShared } from './read-shared.ts'
import { readTexts } from './read-texts.ts'
import type { SharedTextsView, TextsView } from './schema.ts'
import type { TextsDeps } from './texts-deps.ts'

type Line = readonly CsvValue[]
type SharedTheme = SharedTextsView['items'][number]['rounds'][number]['themes'][number]

function ownLines(view: TextsView, item: TextsView['items'][number]): readonly Line[] {
  return item.rounds.flatMap(({ schoolYear, period, sorted }) =>
    sorted.themes.map(({ id, texts }) => [
      ...[schoolYear, period, view.themes.find((one) => one.id === id)?.name],
      ...[texts, sorted.texts, percent(texts, sorted.texts), undefined],
    ]),
  )
}

function cellsOf({ cell, share }: SharedTheme): Line {
  if (share !== undefined) return [undefined, undefined, shareWords(share), undefined]
  if (cell.kind === 'suppressed') return [undefined, undefined, undefined, reasons[cell.reason]]
  const { count, of } = cell.figure
  return [count, of, percent(count, of), undefined]
}

const sharedLines = (item: SharedTextsView['items'][number]): readonly Line[] =>
  item.rounds.flatMap(({ schoolYear, period, themes }) =>
    themes.map((theme) => [schoolYear, period, theme.name, ...cellsOf(theme)]),
  )

/** Counts per theme of one question over the years as a semicolon CSV: live for the leader, as shared for others. */
export async function exportThemes(
  deps: TextsDeps,
  who: Who,
  { instrument, item }: { readonly instrument: string; readonly item: string },
): Promise<{ readonly text: string; readonly name: string }> {
  const leads = who.role === 'project_leader'
  const own = leads ? await readTexts(deps, who, { instrument }) : undefined
  const shared = leads ? undefined : await readShared(deps, who, { instrument })
  const mine = own?.items.find((one) => one.item === item)
  const found = mine ?? shared?.items.find((one) => one.item === item)
  if (found === undefined) throw new Problem('not_found')
  const demo = await deps.store.inNetwork(
    who.networkId,
    async (tx: Db) => (await findNetwork(tx, who.networkId))?.demo,
  )
  const lines = own !== undefined && mine !== undefined ? ownLines(own, mine) : []
  const rest = shared?.items.find((one) => one.item === item)
  const all: readonly Line[] = [
    ...(demo === true ? [[nl.file.fictitious]] : []),
    nl.file.title(found.title),
    [leads ? nl.file.live : nl.file.shared],
    nl.file.head,
    ...lines,
    ...(rest === undefined ? [] : sharedLines(rest)),
  ]
  const text = all.map((cells) => cells.map(csvField).join(';')).join('\r\n')
  return { text: `\ufeff${text}\r\n`, name: `themas-${instrument}-${item}.csv` }
}
