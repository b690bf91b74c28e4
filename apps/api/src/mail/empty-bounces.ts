import { constants } from 'node:fs'
import { lstat, mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Store } from '@km/store'
import { noteBounce } from './note-bounce.ts'
import { readBounce } from './read-bounce.ts'
import type { ReturnTokens } from './return-token.ts'

export interface BouncesDeps {
  readonly store: Store
  readonly now: () => Date
  readonly returnTokens: ReturnTokens
  /** A Maildir, or a folder in which a mail server puts .eml files, each under another name first. */
  readonly bouncesDir: string
}

/** What is not understood waits here for a person, and goes with `keptDays`. */
export const apartFolder = 'apart'
/** A notice holds our mail of a few pages at most; more is not ours. */
const largestBytes = 1_000_000
const mostAtOnce = 200
const keptDays = 90
const dayMs = 86_400_000

const namesIn = (folder: string): Promise<string[]> =>
  readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return []
    throw error
  })

/** Mails that are whole: of a Maildir what is in `new` and `cur`, otherwise what is called .eml. */
async function listMails(folder: string): Promise<string[]> {
  const loose = (await namesIn(folder)).filter((name) => name.endsWith('.eml')).map((name) => [name])
  const boxes = await Promise.all(
    ['new', 'cur'].map(async (box) => (await namesIn(path.join(folder, box))).map((name) => [box, name])),
  )
  return [...loose, ...boxes.flat()]
    .filter((parts) => !parts.at(-1)?.startsWith('.'))
    .map((parts) => path.join(folder, ...parts))
    .sort()
    .slice(0, mostAtOnce)
}

/** The text of a plain file of a reasonable size; no link is followed, and no pipe is waited for. */
async function readPlain(file: string): Promise<Buffer | undefined> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  try {
    const found = await handle.stat()
    return found.isFile() && found.size <= largestBytes ? await handle.readFile() : undefined
  } finally {
    await handle.close()
  }
}

/** Puts a file out of the way under a name that is free. */
async function setApart(folder: string, file: string): Promise<void> {
  const apart = path.join(folder, apartFolder)
  await mkdir(apart, { recursive: true, mode: 0o700 })
  const taken = new Set(await namesIn(apart))
  const name = path.basename(file)
  let free = name
  for (let number = 2; taken.has(free); number++) free = `${number}.${name}`
  await rename(file, path.join(apart, free))
}

async function takeOne(deps: BouncesDeps, file: string): Promise<void> {
  // A folder, a link or a socket is no mail; it is moved as it is, and never opened.
  const plain = (await lstat(file)).isFile()
  const raw = plain ? await readPlain(file) : undefined
  const bounce = raw === undefined ? ({ kind: 'unknown' } as const) : await readBounce(raw, deps.returnTokens)
  if (bounce.kind === 'unknown') return setApart(deps.bouncesDir, file)
  if (bounce.kind === 'failed') await noteBounce(deps, bounce)
  // Only after the commit: a crash before this line does it all again, and the same comes out.
  await rm(file, { force: true })
}

async function forgetApart({ bouncesDir, now }: BouncesDeps): Promise<void> {
  const apart = path.join(bouncesDir, apartFolder)
  for (const name of await namesIn(apart)) {
    const file = path.join(apart, name)
    const age = now().getTime() - (await lstat(file)).mtimeMs
    if (age > keptDays * dayMs) await rm(file, { recursive: true, force: true })
  }
}

/**
 * Reads what came back and takes it out of the folder: notices of failure mark their mail, what a machine wrote
 * beside that is thrown away, the rest is set apart. One file that cannot be handled does not stop the others;
 * throws the first error at the end.
 */
export async function emptyBounces(deps: BouncesDeps): Promise<void> {
  const errors: unknown[] = []
  for (const file of await listMails(deps.bouncesDir))
    await takeOne(deps, file).catch((error: unknown) => errors.push(error))
  await forgetApart(deps)
  if (errors.length > 0) throw errors[0]
}
