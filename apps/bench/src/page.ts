import { createReadStream, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { launchChromium } from '@km/e2e/chromium'
import { freePort, runDemo } from '@km/e2e/run-server'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { type Figure, figure, percentile } from './figures.ts'
import { measurePage, type PageTimes } from './measure-page.ts'

const here = path.dirname(fileURLToPath(import.meta.url))
const definition = path.resolve(here, '../../../surveys/instruments/MBO-STU/1.0.json')
const runs = 5

/** Our student form beside a plain SurveyJS page of the same definition, in turns, in one run. */
export async function benchPage(log: (line: string) => void): Promise<Figure[]> {
  log('Building the plain SurveyJS page ...')
  const plain = await servePlainPage()
  log('Starting the demo ...')
  const demo = await runDemo()
  const ours = demo.facts.links.find((link) => link.instrument === 'MBO-STU')
  if (ours === undefined) throw new Error('The demo has no open MBO-STU link.')
  const browser = await launchChromium()
  const times: { ours: PageTimes[]; plain: PageTimes[] } = { ours: [], plain: [] }
  for (let run = 1; run <= runs; run++) {
    log(`Run ${run} of ${runs} ...`)
    times.plain.push(await measurePage(browser, plain.url, firstQuestion()))
    times.ours.push(await measurePage(browser, ours.url, firstQuestion()))
  }
  await browser.close()
  await demo.stop()
  plain.close()
  return figures(times)
}

function figures(times: { ours: PageTimes[]; plain: PageTimes[] }): Figure[] {
  const median = (list: PageTimes[], key: keyof PageTimes) =>
    percentile(
      list.map((one) => one[key]),
      50,
    )
  return (['readable', 'answerable', 'bytes'] as const).flatMap((key) => {
    const [ours, plain] = [median(times.ours, key), median(times.plain, key)]
    const [unit, scale] = key === 'bytes' ? ['kB', 1000] : ['ms', 1]
    return [
      figure(`${key}, this form`, ours / scale, unit),
      figure(`${key}, plain SurveyJS page`, plain / scale, unit),
      figure(`${key}, ours / plain`, ours / plain, ''),
    ]
  })
}

function firstQuestion(): string {
  const json = JSON.parse(readFileSync(definition, 'utf8')) as { pages: { elements: { title: string }[] }[] }
  const title = json.pages.flatMap((page) => page.elements)[0]?.title
  if (title === undefined) throw new Error('MBO-STU has no first question.')
  return title
}

async function servePlainPage(): Promise<{ url: string; close: () => void }> {
  const outDir = mkdtempSync(path.join(tmpdir(), 'km-plain-'))
  await build({
    root: path.resolve(here, '../plain'),
    logLevel: 'error',
    plugins: [react()],
    build: { outDir, emptyOutDir: true },
  })
  const port = await freePort()
  const server = serveFolder(outDir).listen(port, '127.0.0.1')
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => {
      server.close()
      rmSync(outDir, { recursive: true, force: true })
    },
  }
}

const contentTypes: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
}

function serveFolder(folder: string): Server {
  return createServer((request, response) => {
    const name =
      request.url === '/' || request.url === undefined ? 'index.html' : path.normalize(request.url).slice(1)
    const file = path.join(folder, name)
    const type = contentTypes[path.extname(file)]
    if (!existsSync(file) || type === undefined) {
      response.writeHead(404).end()
      return
    }
    if (!existsSync(`${file}.br`)) writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file)))
    response.writeHead(200, { 'content-type': type, 'content-encoding': 'br' })
    createReadStream(`${file}.br`).pipe(response)
  })
}
