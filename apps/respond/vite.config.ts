import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { precompress } from '../../packages/config/src/precompress.ts'

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
