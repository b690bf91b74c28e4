import { type Figure, print } from './figures.ts'

const benches: Record<
  string,
  (log: (line: string) => void) => Promise<{ title: string; figures: Figure[] }>
> = {
  respond: async (log) => ({
    title: 'respond',
    figures: await (await import('./respond.ts')).benchRespond(log),
  }),
  compare: async (log) => ({
    title: 'compare',
    figures: await (await import('./compare.ts')).benchCompare(log),
  }),
  page: async (log) => ({ title: 'page', figures: await (await import('./page.ts')).benchPage(log) }),
  coverage: async (log) => ({
    title: 'coverage',
    figures: await (await import('./coverage.ts')).benchCoverage(log),
  }),
  figures: async (log) => ({
    title: 'figures',
    figures: await (await import('./import-figures.ts')).benchFigures(log),
  }),
  start: async (log) => ({ title: 'start', figures: await (await import('./start.ts')).benchStart(log) }),
}

const words = process.argv.slice(2).filter((word) => word !== '--json')
const asJson = process.argv.includes('--json')
const chosen = words.length > 0 ? words : Object.keys(benches)
const unknown = chosen.filter((name) => benches[name] === undefined)
if (unknown.length > 0) {
  console.error(
    `There is no bench '${unknown.join("', '")}'. Choose from: ${Object.keys(benches).join(', ')}.`,
  )
  process.exit(2)
}

const results: Record<string, readonly Figure[]> = {}
for (const name of chosen) {
  const { title, figures } = (await benches[name]?.((line) => console.error(line))) ?? {
    title: name,
    figures: [],
  }
  results[title] = figures
  if (!asJson) print(title, figures)
}
if (asJson) console.log(JSON.stringify(results, null, 2))
process.exit(0)
