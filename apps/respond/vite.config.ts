import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** Writes `file.br` beside every script and stylesheet, so that the server need not compress. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    writeBundle({ dir = 'dist' }) {
      for (const file of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(js|css|svg)$/.test(file)) continue
        const body = readFileSync(path.join(dir, file))
        const params = { [constants.BROTLI_PARAM_QUALITY]: 10 }
        writeFileSync(path.join(dir, `${file}.br`), brotliCompressSync(body, { params }))
      }
    },
  }
}

/** There is no index.html: the API makes each page, with the first questions in it. */
export default defineConfig({
  base: '/respond/',
  plugins: [react(), precompress()],
  build: {
    outDir: 'dist',
    manifest: true,
    modulePreload: { polyfill: false },
    target: 'es2022',
    chunkSizeWarningLimit: 1600,
    rollupOptions: { input: 'src/main.ts' },
  },
})
