import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { clusterFiles, rolePassword } from './cluster-files.ts'
import { type Access, connect, type Sql } from './connect.ts'
import { type EmbeddedServer, startEmbedded } from './embedded.ts'
import { nl } from './nl.ts'
import { openStore, type Store } from './open-store.ts'
import { StoreProblem } from './store-problem.ts'

let folder: string
let server: EmbeddedServer
let admin: Sql
let address: string
const opened: Store[] = []

beforeAll(async () => {
  folder = mkdtempSync(path.join(realpathSync(os.tmpdir()), 'km-roles-'))
  chmodSync(folder, 0o711)
  // Too long for a socket, so that it listens on a port, as a server of someone else does.
  const dataDir = path.join(folder, 'd'.repeat(100))
  server = await startEmbedded(dataDir, () => {})
  if (!('port' in server.address)) throw new Error('the server listens on no port')
  address = `127.0.0.1:${server.address.port}`
  const access: Access = { ...server.address, user: 'postgres', database: 'postgres' }
  admin = connect({ ...access, password: rolePassword(clusterFiles(dataDir), 'postgres') }, { max: 1 })
})
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close()
})
afterAll(async () => {
  await admin.end()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** A database with an owner that may do this much. */
async function database(name: string, rights: string): Promise<string> {
  await admin.unsafe(`create role ${name} login password 'geheim' ${rights}`)
  await admin.unsafe(`create database ${name} owner ${name}`)
  return `postgres://${name}:geheim@${address}/${name}`
}
const open = async (databaseUrl: string, exclusive = true) => {
  const store = await openStore({ databaseUrl, dataDir: folder, exclusive })
  opened.push(store)
  return store
}

test.each([
  'dit is geen adres',
  'mysql://a:b@localhost/c',
  'postgres://localhost/km',
  'postgres://a@localhost/km',
])("the address '%s' stops the start with a sentence", async (url) => {
  const opening = open(url)
  await expect(opening).rejects.toBeInstanceOf(StoreProblem)
  await expect(opening).rejects.toThrow(nl.wrongUrl)
})

test('a server that cannot be reached is named without the password', async () => {
  const opening = open('postgres://a:geheim@127.0.0.1:1/km')
  await expect(opening).rejects.toBeInstanceOf(StoreProblem)
  await expect(opening).rejects.toThrow(/127\.0\.0\.1:1\/km/)
  await expect(opening).rejects.not.toThrow(/geheim/)
})

test('an owner that may not make roles is told what to ask for', async () => {
  const opening = open(await database('owner_plain', ''))
  await expect(opening).rejects.toBeInstanceOf(StoreProblem)
  await expect(opening).rejects.toThrow(nl.cannotMakeRole('owner_plain'))
})

test('a given server gets its tables and a role that owns nothing, and is opened again later', async () => {
  const url = await database('owner_roles', 'createrole')
  const store = await open(url)
  const [row] = await store.db.execute(sql`
    select current_user, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb as strong,
      (select count(*)::int from pg_class where relowner = pg_roles.oid) as owns
    from pg_roles where rolname = current_user`)
  expect(row).toEqual({ current_user: 'km_app', strong: false, owns: 0 })
  await expect(open(url)).rejects.toThrow(nl.secondServer(`${address}/owner_roles`))
  const tool = await open(url, false)
  expect(await tool.ready()).toBe(true)
  await Promise.all(opened.splice(0).map((each) => each.close()))
  expect(await (await open(url)).ready()).toBe(true)
})

test('a km_app that can bypass row-level security stops the start', async () => {
  await admin.unsafe('alter role km_app bypassrls')
  const opening = open(await database('owner_strong', 'createrole'))
  await expect(opening).rejects.toThrow(nl.roleTooStrong)
  await admin.unsafe('alter role km_app nobypassrls')
})
