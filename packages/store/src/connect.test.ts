import net from 'node:net'
import { afterAll, expect, inject, test } from 'vitest'
import { type Access, connect, type Sql } from './connect.ts'
import { isConnectionLoss } from './store-problem.ts'

const { admin } = inject('testServer')
const closing: (() => Promise<unknown>)[] = []
afterAll(() => Promise.all(closing.map((close) => close())))

const open = (access: Access, max = 1): Sql => {
  const sql = connect(access, { max })
  closing.push(() => sql.end({ timeout: 1 }))
  return sql
}

/** 'ReadyForQuery, idle': the connection is made and may be used. */
const ready = Buffer.from([0x5a, 0, 0, 0, 5, 0x49])

/** The real server behind a line that breaks as soon as a connection is made and something is asked. */
async function behindBrokenLine(): Promise<Access> {
  const given = admin.url === undefined ? undefined : new URL(admin.url)
  const server = net.createServer((client) => {
    const upstream = given
      ? net.connect(Number(given.port || 5432), given.hostname)
      : admin.path
        ? net.connect(admin.path)
        : net.connect(admin.port ?? 5432, admin.host)
    let made = false
    upstream.on('data', (data) => {
      made ||= data.includes(ready)
      client.write(data)
    })
    client.on('data', (data) => {
      if (!made) upstream.write(data)
      else {
        client.destroy()
        upstream.destroy()
      }
    })
    for (const end of [client, upstream]) end.on('error', () => {})
    client.on('close', () => upstream.destroy())
    upstream.on('close', () => client.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => new Promise((resolve) => server.close(resolve)))
  const { port } = server.address() as net.AddressInfo
  if (given) {
    given.hostname = '127.0.0.1'
    given.port = String(port)
    return { ...admin, url: given.href }
  }
  const { path: _socket, ...rest } = admin
  return { ...rest, host: '127.0.0.1', port }
}

test('a connection that is lost at its first question fails that question and nothing else', async () => {
  const unhandled: unknown[] = []
  const note = (error: unknown) => unhandled.push(error)
  process.on('unhandledRejection', note)
  const sql = open(await behindBrokenLine())
  const failure = await sql`select 1`.catch((error: unknown) => error)
  expect(isConnectionLoss(failure)).toBe(true)
  await new Promise(setImmediate)
  process.off('unhandledRejection', note)
  expect(unhandled).toEqual([])
})

test('lists of numbers and texts go in and come out as they are', async () => {
  const sql = open(admin)
  const texts = ['', 'a"b', 'c\\d', 'e,f', '{g}', 'null', 'é']
  const [row] = await sql`
    select ${[3, 1, 2]}::int[] as numbers, ${[] as number[]}::int[] as none,
      to_json(${texts}::text[])::text as texts, to_json(${[] as string[]}::text[])::text as no_texts`
  expect(row).toEqual({ numbers: [3, 1, 2], none: [], texts: JSON.stringify(texts), no_texts: '[]' })
})
