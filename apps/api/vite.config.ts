import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'

const here = path.dirname(fileURLToPath(import.meta.url))
const outDir = path.join(here, 'dist')

/** Modules find their files beside their own source, also when they run from the bundle. */
function ownPlace(): Plugin {
  return {
    name: 'own-place',
    transform(code, id) {
      if (id.includes('node_modules') || !code.includes('import.meta.url')) return null
      const place = path.relative(outDir, id).replaceAll(path.sep, '/')
      return {
        code: code.replaceAll('import.meta.url', `new URL('${place}', import.meta.url).href`),
        map: null,
      }
    },
  }
}

/** The server as a few files: starting from hundreds of them costs half a second and 30 MB. */
export default defineConfig({
  plugins: [ownPlace()],
  define: { 'process.env.NODE_ENV': '"production"' },
  ssr: { noExternal: true },
  build: {
    ssr: 'src/main.ts',
    outDir,
    target: 'node20',
    sourcemap: true,
    chunkSizeWarningLimit: 4000,
    rolldownOptions: { output: { chunkFileNames: '[name]-[hash].js' } },
  },
})
