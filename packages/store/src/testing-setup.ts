import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { rolePassword } from './cluster-files.ts'
import { type Access, type Accesses, connect } from './connect.ts'
import { embeddedRoles, externalRoles, makeOwner } from './database-roles.ts'
import { startEmbedded } from './embedded.ts'
import { migrate } from './migrate.ts'

/** What a test file needs to make a database of its own. */
export interface TestServer {
  readonly accesses: Accesses
  /** May create databases. */
  readonly admin: Access
  readonly template: string
}

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer
  }
}

const template = `km_template_${process.pid}`

/** Another database of the same server. */
export const inDatabase = (access: Access, database: string): Access => {
  if (access.url === undefined) return { ...access, database }
  const url = new URL(access.url)
  url.pathname = `/${database}`
  return { ...access, url: url.href }
}

async function makeTemplate(admin: Access, accesses: Accesses): Promise<void> {
  const sql = connect(admin, { max: 1 })
  try {
    await sql.unsafe(`drop database if exists ${template}`)
    await sql.unsafe(`create database ${template} owner km_owner`)
    await sql.unsafe(`grant connect on database ${template} to km_app`)
  } finally {
    await sql.end({ timeout: 5 })
  }
  await migrate(inDatabase(accesses.owner, template))
}

async function startServer(): Promise<{ server: TestServer; stop: () => Promise<void> }> {
  const databaseUrl = process.env.TEST_DATABASE_URL
  if (databaseUrl) {
    const given = await externalRoles(databaseUrl)
    const admin = given.owner
    // As in real use, the owner is no superuser.
    const password = randomBytes(20).toString('hex')
    await makeOwner(admin, password)
    const accesses = { ...given, owner: { ...admin, user: 'km_owner', password } }
    const stop = async () => {
      const sql = connect(admin, { max: 1 })
      await sql.unsafe(`drop database if exists ${template} with (force)`)
      await sql.end({ timeout: 5 })
    }
    return { server: { accesses, admin, template }, stop }
  }
  const dataDir = mkdtempSync(path.join(realpathSync(os.tmpdir()), 'km-test-'))
  // As root: the user that PostgreSQL runs as passes through, and sees nothing.
  chmodSync(dataDir, 0o711)
  const embedded = await startEmbedded(dataDir, () => {})
  const accesses = await embeddedRoles(embedded)
  const password = rolePassword(embedded.files, 'postgres')
  const admin: Access = { ...embedded.address, user: 'postgres', password, database: 'postgres' }
  const stop = async () => {
    await embedded.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return { server: { accesses, admin, template }, stop }
}

/**
 * Vitest's global setup: one PostgreSQL for the whole run (embedded, or TEST_DATABASE_URL) with a migrated
 * template.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { server, stop } = await startServer()
  await makeTemplate(server.admin, server.accesses)
  project.provide('testServer', server)
  return stop
}
