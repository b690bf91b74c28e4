import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { chooseEncoding } from './compress.ts'

const here = path.dirname(fileURLToPath(import.meta.url))
const apps = path.resolve(here, '../..')

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

/** Stands beside the files that it keeps, and may look after the pages of links. */
const offlineWorker = '/respond/worker.js'

interface File {
  readonly name: string
  readonly type: string
  /** Its name holds a hash of its content, so that it never changes. */
  readonly hashed: boolean
  readonly etag: string
  readonly body: Buffer
  readonly br: Buffer | undefined
  gzip?: Buffer
}

/** As Vite writes it. */
type Manifest = Readonly<
  Record<
    string,
    {
      readonly file: string
      readonly isEntry?: boolean
      readonly css?: readonly string[]
      readonly imports?: readonly string[]
      readonly dynamicImports?: readonly string[]
    }
  >
>

/** The built front ends, as they are kept in memory. */
export interface StaticFiles {
  /** Absent when the respond app was not built. `css`: the text of its style sheets. */
  readonly respond: { readonly manifest: Manifest; readonly css: string } | undefined
  /** True when the admin app was built. */
  readonly admin: boolean
  /** A file by its address, such as `/respond/assets/x.js`; `/` and unknown pages give the admin app. */
  find(address: string): File | undefined
  /** The answer to a request for this file, with what the browser may keep. */
  answer(file: File, request: { encoding: string | undefined; ifNoneMatch: string | undefined }): Response
}

function walk(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
}

function readFolder(folder: string, base: string): [string, File][] {
  return walk(folder)
    .filter((file) => !file.endsWith('.br') && !file.includes(`${path.sep}.vite${path.sep}`))
    .map((file) => {
      const name = base + path.relative(folder, file).replaceAll(path.sep, '/')
      const body = readFileSync(file)
      return [
        name,
        {
          name,
          body,
          type: contentTypes[path.extname(file)] ?? 'application/octet-stream',
          hashed: name.startsWith(`${base}assets/`),
          etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
          br: existsSync(`${file}.br`) ? readFileSync(`${file}.br`) : undefined,
        },
      ]
    })
}

/** Vite's manifest of the respond app and its styles, or `undefined` when it was not built. */
function readRespond(folder: string): StaticFiles['respond'] {
  const file = path.join(folder, '.vite', 'manifest.json')
  if (!existsSync(file)) return undefined
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest
  const sheets = Object.values(manifest).find((chunk) => chunk.isEntry)?.css ?? []
  return { manifest, css: sheets.map((sheet) => readFileSync(path.join(folder, sheet), 'utf8')).join('') }
}

function encode(file: File, encoding: ReturnType<typeof chooseEncoding>): [Buffer, string | undefined] {
  if (encoding === 'br' && file.br !== undefined) return [file.br, 'br']
  if (encoding === undefined || !/^(text\/|application\/json|image\/svg)/.test(file.type))
    return [file.body, undefined]
  file.gzip ??= gzipSync(file.body)
  return [file.gzip, 'gzip']
}

/**
 * Reads the built front ends: `respond` under `/respond/`, `admin` under `/`. What is not built is not
 * there. Files are small and few, so they stay in memory.
 */
export function readStaticFiles(folder: string = apps): StaticFiles {
  const respondFolder = path.join(folder, 'respond', 'dist')
  const files = new Map([
    ...readFolder(path.join(folder, 'admin', 'dist'), '/'),
    ...readFolder(respondFolder, '/respond/'),
  ])
  const page = files.get('/index.html')
  return {
    respond: readRespond(respondFolder),
    admin: page !== undefined,
    find(address) {
      // A page may end in a code with a dot, such as /verwachting/OL.B.4.
      const isFile = path.posix.extname(address) in contentTypes || address.startsWith('/respond/')
      return files.get(address) ?? (isFile ? undefined : page)
    },
    answer(file, { encoding, ifNoneMatch }) {
      const [body, used] = encode(file, chooseEncoding(encoding))
      const headers = new Headers({
        'content-type': file.type,
        'cache-control': file.hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
        etag: file.etag,
        vary: 'accept-encoding',
      })
      if (file.name === offlineWorker) headers.set('service-worker-allowed', '/r/')
      if (ifNoneMatch === file.etag) return new Response(null, { status: 304, headers })
      if (used !== undefined) headers.set('content-encoding', used)
      return new Response(new Uint8Array(body), { headers })
    },
  }
}
