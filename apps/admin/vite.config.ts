import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { precompress } from '../../packages/config/src/precompress.ts'

export default defineConfig({
  base: '/',
  plugins: [react(), precompress()],
  build: {
    outDir: 'dist',
    // The Content-Security-Policy allows no data: scripts or fonts.
    assetsInlineLimit: 0,
  },
})
