import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Lays a packed copy beside each script and style sheet, so that the server packs nothing while somebody waits. */
function packed(): Plugin {
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
  return {
    name: 'packed',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      for (const [name, file] of Object.entries(bundle)) {
        if (!/\.(js|css)$/.test(name)) continue;
        const plain = file.type === 'chunk' ? file.code : file.source;
        await writeFile(join(dir, `${name}.br`), brotliCompressSync(plain, quality));
        await writeFile(join(dir, `${name}.gz`), gzipSync(plain, { level: 9 }));
      }
    },
  };
}

// Built into apps/web/dist, which the server hands out. Nothing is inlined into the page or into a
// data: address, so that the server's Content-Security-Policy can stay at 'self'.
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react({ jsxImportSource: '#readable' }), packed()],
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
