import fs from 'node:fs';

/** The world of the preload, in Chromium's words. */
export const WORLD = 'electron-preload';
/** The page's way to node, seen in that world only. */
export const BINDING = 'electronDouble';

// As text, and not through the functions: a compiler in between may have added its own helpers to them.
const source = (file: URL): string =>
  fs
    .readFileSync(file, 'utf8')
    .replace(/^export \{.*\};$/m, '')
    .replace(/^export (?=function)/gm, '');

const CODEC = source(new URL('./page/codec.mjs', import.meta.url));
const MAIN_WORLD = source(new URL('./page/main-world.mjs', import.meta.url));
const ISOLATED_WORLD = source(new URL('./page/isolated-world.mjs', import.meta.url));

export const mainWorldScript = (): string => `(() => { ${MAIN_WORLD}; mainWorld(); })();`;

export function isolatedWorldScript(preload: string): string {
  const files = process.env.ELECTRON_DOUBLE_FILES ?? '';
  const platform = JSON.stringify({ platform: process.platform, sandboxed: true, contextIsolated: true, files });
  return `(() => {
    if (window !== window.top) return;
    ${CODEC}
    ${ISOLATED_WORLD}
    const preload = (require, module, exports, process) => { ${preload}\n };
    globalThis.fromMain = isolatedWorld({ pack, unpack }, ${BINDING}, preload, ${platform});
  })();`;
}
