import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// Built into apps/web/dist, which the server hands out. Nothing is inlined into the page or into a
// data: address, so that the server's Content-Security-Policy can stay at 'self'.
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2024',
    // The first browsers that know light-dark() in style sheets; older targets have it rewritten, and it breaks.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    port: 7420,
    proxy: { '/api': 'http://127.0.0.1:7400' },
  },
});
