import { defineConfig } from 'drizzle-kit'

/** Paths are from the root of the repository: `npm run migration -- --name <what-changes>`. */
export default defineConfig({
  dialect: 'postgresql',
  schema: './packages/store/src/schema*.ts',
  out: './drizzle',
})
