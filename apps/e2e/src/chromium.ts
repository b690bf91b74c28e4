import { execFileSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

/**
 * Path of a Chromium that can be started: `CHROMIUM_PATH`, one on the PATH, or one that Playwright
 * brought. Installs one where there is none and says so in one line. Throws when that fails too.
 */
export function findOrInstallChromium(log: (line: string) => void = console.log): string {
  const found = findChromium()
  if (found !== undefined) return found
  for (const [what, install] of installers()) {
    log(`Browser tests need Chromium and none was found: installing it with ${what}.`)
    try {
      install()
    } catch (error) {
      log(
        `That did not work: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`,
      )
    }
    const installed = findChromium()
    if (installed !== undefined) return installed
  }
  throw new Error(
    'No Chromium could be found or installed. Install one and set CHROMIUM_PATH to its program.',
  )
}

function findChromium(): string | undefined {
  const onPath = (process.env.PATH ?? '')
    .split(path.delimiter)
    .flatMap((folder) => names.map((name) => path.join(folder, name)))
  const candidates = [process.env.CHROMIUM_PATH, ...onPath, chromium.executablePath()]
  return candidates.find((file) => file !== undefined && file !== '' && isProgram(file))
}

function isProgram(file: string): boolean {
  if (!existsSync(file)) return false
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function installers(): [string, () => void][] {
  const run = (program: string, ...words: string[]) =>
    void execFileSync(program, words, {
      stdio: 'ignore',
      timeout: 600_000,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  const apt: [string, () => void] = [
    'apt-get (package chromium)',
    () => {
      run('apt-get', 'update', '-qq')
      run('apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-core')
    },
  ]
  const cli = path.join(
    path.dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')),
    'cli.js',
  )
  const playwright: [string, () => void] = [
    'Playwright',
    () => run(process.execPath, cli, 'install', 'chromium'),
  ]
  const isDebianRoot = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  return isDebianRoot ? [apt, playwright] : [playwright]
}

/** A Chromium that asks nothing of the network by itself. */
export async function launchChromium(): Promise<Browser> {
  return await chromium.launch({
    executablePath: findOrInstallChromium(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}
