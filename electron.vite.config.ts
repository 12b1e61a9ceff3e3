import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

/** What knows Dockerfiles can ask Docker Hub for tags by itself: a page has no `https`, and this one asks nobody. */
const withoutHttps = {
  name: 'without-https',
  enforce: 'pre',
  resolveId: (id: string) => (id === 'https' ? '\0without-https' : null),
  load: (id: string) => (id === '\0without-https' ? 'export {};' : null),
} as const;

// The browser host is built beside the Electron host: both are the same main process behind another door.
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      externalizeDeps: false,
      rolldownOptions: {
        input: {
          electron: 'main/hosts/electron/main.ts',
          browser: 'main/hosts/browser/main.ts',
          cli: 'main/hosts/cli/main.ts',
          'log-scanner': 'main/services/logs/scan/worker.ts',
        },
        external: ['bufferutil', 'utf-8-validate'],
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: 'main/hosts/electron/preload.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react(), withoutHttps],
    // A page may be opened at any depth (`/containers/<id>`), so its parts are named from the root.
    experimental: { renderBuiltUrl: (file) => `/${file}` },
    build: {
      outDir: 'out/renderer',
      // The page's policy allows no inline data: every asset is a file of its own.
      assetsInlineLimit: 0,
      minify: true,
      // It comes from this computer: one file of this size loads faster than several.
      chunkSizeWarningLimit: 1500,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: 'renderer/index.html' },
    },
  },
});
