import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** Writes `<file>.br` beside every text file of the build, so that the server only has to send it. */
function brotli(): Plugin {
  let outDir = ''
  return {
    name: 'brotli-beside',
    apply: 'build',
    configResolved: (config) => {
      outDir = path.resolve(config.root, config.build.outDir)
    },
    closeBundle: () => {
      const files = readdirSync(outDir, { recursive: true, encoding: 'utf8' })
      for (const file of files.filter((name) => /\.(js|css|html|svg|json)$/.test(name))) {
        const text = readFileSync(path.join(outDir, file))
        const params = {
          [constants.BROTLI_PARAM_QUALITY]: 11,
          [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
        }
        writeFileSync(path.join(outDir, `${file}.br`), brotliCompressSync(text, { params }))
      }
    },
  }
}

export default defineConfig({
  base: '/',
  plugins: [react(), brotli()],
  build: {
    outDir: 'dist',
    // The Content-Security-Policy allows no data: scripts or fonts.
    assetsInlineLimit: 0,
  },
})
