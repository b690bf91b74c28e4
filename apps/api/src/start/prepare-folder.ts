import { randomBytes } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { StartProblem } from '../env.ts'
import { startText } from '../terminal-nl.ts'

/** Can files be taken out of this folder? */
export function canEmpty(folder: string): boolean {
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    return statSync(folder).isDirectory()
  } catch {
    return false
  }
}

const secretFile = 'secret'

/** A folder of our own under the system's temporary folder, for a demo that leaves nothing behind. */
export function throwAwayFolder(): string {
  return mkdtempSync(path.join(realpathSync(tmpdir()), 'kwaliteitsmonitor-'))
}

/**
 * The secret that signs cookies, from `dataDir`; made at the first start, readable for its owner only.
 * Throws StartProblem when the folder cannot be written in.
 */
export function readSecret(dataDir: string): string {
  const file = path.join(dataDir, secretFile)
  try {
    mkdirSync(dataDir, { recursive: true })
    if (!existsSync(file)) {
      writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
      chmodSync(file, 0o600)
    }
    return readFileSync(file, 'utf8').trim()
  } catch {
    throw new StartProblem(startText.folder(dataDir))
  }
}
