import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { CountReporter } from './count-reporter.ts'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

const database = ['packages/store/src/testing-setup.ts']

/** One run for everything: `code` on a real PostgreSQL, `browser` in a real Chromium. */
export default defineConfig({
  root,
  test: {
    reporters: ['default', new CountReporter()],
    // Two cores, of which PostgreSQL and Chromium want a share.
    maxWorkers: 2,
    projects: [
      {
        root,
        test: {
          name: 'code',
          include: ['packages/*/src/**/*.test.{ts,tsx}', 'apps/*/src/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', 'apps/e2e/**'],
          globalSetup: database,
          pool: 'forks',
          testTimeout: 30_000,
          hookTimeout: 180_000,
        },
      },
      {
        root,
        test: {
          name: 'browser',
          include: ['apps/e2e/src/**/*.test.{ts,tsx}'],
          pool: 'forks',
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
})
