import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { brotliCompressSync, brotliDecompressSync, gunzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { afterAll, describe, expect, it } from 'vitest'
import { compressed } from './compress.ts'
import { securityHeaders } from './security.ts'
import { readStaticFiles } from './static-files.ts'

describe('every answer', () => {
  const app = (https: boolean) => {
    const hono = new Hono()
    hono.use(securityHeaders(https), compressed)
    hono.get('/large', (c) => c.json({ text: 'woord '.repeat(1000) }))
    hono.get('/small', (c) => c.json({ text: 'woord' }))
    hono.onError(() => new Response('failed', { status: 500 }))
    hono.get('/fails', () => {
      throw new Error('something')
    })
    return hono
  }

  it('names no other site, runs no foreign script and cannot be framed, also when it failed', async () => {
    for (const address of ['/small', '/fails', '/nothing']) {
      const { headers } = await app(false).request(address)
      expect(headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; script-src 'self'; style-src 'self';.*frame-ancestors 'none'/,
      )
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.has('strict-transport-security')).toBe(false)
    }
  })

  it('asks for https from then on when the address is https', async () => {
    const { headers } = await app(true).request('/small')
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000')
  })

  it('is compressed when that saves something and the browser can read it', async () => {
    const ask = (address: string, accepted: string) =>
      app(false).request(address, { headers: { 'accept-encoding': accepted } })
    const br = await ask('/large', 'gzip, deflate, br')
    expect(br.headers.get('content-encoding')).toBe('br')
    expect(brotliDecompressSync(await br.arrayBuffer()).toString()).toContain('woord woord')
    const gzip = await ask('/large', 'gzip, br;q=0')
    expect(gzip.headers.get('content-encoding')).toBe('gzip')
    expect(gunzipSync(await gzip.arrayBuffer()).toString()).toContain('woord woord')
    expect((await ask('/large', 'identity')).headers.has('content-encoding')).toBe(false)
    expect((await ask('/small', 'br')).headers.has('content-encoding')).toBe(false)
  })
})

describe('files of the front ends', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'km-files-'))
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    writeFileSync(path.join(folder, file), text)
  }
  write('admin/dist/index.html', '<!doctype html>admin')
  write('respond/dist/assets/main-1.js', 'run()')
  writeFileSync(path.join(folder, 'respond/dist/assets/main-1.js.br'), brotliCompressSync('run()'))
  write('respond/dist/.vite/manifest.json', '{"index.html":{"file":"assets/main-1.js","isEntry":true}}')
  afterAll(() => rmSync(folder, { recursive: true }))
  const files = readStaticFiles(folder)
  const answer = (address: string, encoding?: string, ifNoneMatch?: string) => {
    const file = files.find(address)
    return file && files.answer(file, { encoding, ifNoneMatch })
  }

  it('with a hash in their name are kept for ever, and sent as they were compressed', async () => {
    const script = answer('/respond/assets/main-1.js', 'br')
    expect(script?.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(script?.headers.get('content-encoding')).toBe('br')
    expect(brotliDecompressSync((await script?.arrayBuffer()) ?? '').toString()).toBe('run()')
  })

  it('without one are asked for again, and not sent again when they are the same', () => {
    const page = answer('/')
    expect(page?.headers.get('cache-control')).toBe('no-cache')
    const again = answer('/', undefined, page?.headers.get('etag') ?? '')
    expect(again?.status).toBe(304)
  })

  it('give the admin app for each of its screens, and nothing for a file that is not there', () => {
    expect(files.find('/vergelijken')).toBe(files.find('/'))
    expect(files.find('/assets/gone.js')).toBeUndefined()
    expect(files.find('/respond/gone')).toBeUndefined()
    expect(files.find('/verwachting/OL.B.4')).toBe(files.find('/'))
    expect(files.find('/../env.ts')).toBe(files.find('/'))
    expect(files.find('/respond/.vite/manifest.json')).toBeUndefined()
  })

  it('are simply not there when nothing was built', () => {
    const none = readStaticFiles(path.join(folder, 'nowhere'))
    expect([none.admin, none.respond, none.find('/')]).toEqual([false, undefined, undefined])
  })
})
