import { execFile } from 'node:child_process'

/**
 * `npm run -s advisories`: are there known weaknesses in what the program uses? Exit 1 for high and critical
 * ones. Not every registry tells: then that is said, and nothing fails.
 */

/** What `npm audit --json` prints, as far as it is read here. */
interface Report {
  readonly metadata?: { readonly vulnerabilities?: Readonly<Record<string, number>> }
  readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string }>>
}

const serious = ['high', 'critical']

export interface Verdict {
  readonly line: string
  readonly exitCode: 0 | 1
}

/** From the output of `npm audit --json` to a sentence; anything that is no report means: not offered. */
export function judge(output: string): Verdict {
  const report = read(output)
  const counts = report?.metadata?.vulnerabilities
  if (counts === undefined) {
    return {
      line: 'Adviezen over zwakke plekken: dit register geeft ze niet. Kijk ze na met een register dat ze wel geeft.',
      exitCode: 0,
    }
  }
  const all = Object.entries(counts).filter(([severity]) => severity !== 'total')
  const sum = all.reduce((total, [, n]) => total + n, 0)
  const bad = all.filter(([severity]) => serious.includes(severity)).reduce((total, [, n]) => total + n, 0)
  const names = Object.entries(report?.vulnerabilities ?? {})
    .filter(([, { severity }]) => serious.includes(severity))
    .map(([name, { severity }]) => `${name} (${severity})`)
  if (bad > 0) return { line: `Zwakke plekken die nu weg moeten: ${names.join(', ')}.`, exitCode: 1 }
  return {
    line:
      sum === 0
        ? 'Geen bekende zwakke plekken in wat het programma gebruikt.'
        : `Geen ernstige zwakke plekken; ${sum} lichte.`,
    exitCode: 0,
  }
}

function read(output: string): Report | undefined {
  try {
    return JSON.parse(output) as Report
  } catch {
    return undefined
  }
}

const longestMs = 60_000

if (process.argv[1]?.endsWith('advisories.ts')) {
  // npm answers with a code of its own when it finds something: only what it prints counts.
  execFile('npm', ['audit', '--omit=dev', '--json'], { timeout: longestMs }, (_error, output) => {
    const { line, exitCode } = judge(output)
    process.stdout.write(`${line}\n`)
    process.exitCode = exitCode
  })
}
