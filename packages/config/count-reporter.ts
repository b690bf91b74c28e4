import type { Reporter, TestModule } from 'vitest/node'

/** Ends the run with one line that a script can read: `N passed, N failed`. */
export class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    let passed = 0
    let failed = errors.length
    for (const module of modules) {
      const tests = [...module.children.allTests()]
      passed += tests.filter((test) => test.result().state === 'passed').length
      const broken = tests.filter((test) => test.result().state === 'failed').length
      failed += broken
      // A file that could not be loaded, or whose preparation failed, has no failed test of its own.
      if (broken === 0 && module.state() === 'failed') failed += 1
    }
    // After the default reporter's own summary.
    process.once('exit', () => process.stdout.write(`${passed} passed, ${failed} failed\n`))
  }
}
