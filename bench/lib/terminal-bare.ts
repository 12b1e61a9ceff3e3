import fs from 'node:fs';
import { createRequire } from 'node:module';
import { withPlainPage } from './plain-page';

const require = createRequire(import.meta.url);

/** A line of the file that both draw; with its line feed and the terminal's carriage return 80 bytes. */
export const LINE = '0123456789 \x1b[32mabcdefghij\x1b[0m klmnopqrstuvwxyz 0123456789 ABCDEFGHIJKLM';

export interface BareOptions {
  readonly cols: number;
  readonly rows: number;
  readonly lines: number;
  /** With WebGL, as Slipway's terminal in the same browser. */
  readonly graphics: boolean;
}

const textOf = (module: string): string => fs.readFileSync(require.resolve(module).replace(/\.mjs$/, '.js'), 'utf8');

/** MB/s (1e6 bytes) of the same bytes written into a bare xterm.js with the same renderer, in a browser of its own. */
export async function bareRate(options: BareOptions): Promise<number> {
  let rate = 0;
  await withPlainPage(async (page) => {
    await page.goto('about:blank');
    await page.evaluate((css) => {
      document.head.append(Object.assign(document.createElement('style'), { textContent: css }));
    }, textOf('@xterm/xterm/css/xterm.css'));
    for (const script of ['@xterm/xterm', '@xterm/addon-webgl']) await page.run(textOf(script));
    rate = await page.evaluate(writeAll, { ...options, line: LINE });
  });
  return rate;
}

interface Bare {
  loadAddon(addon: unknown): void;
  open(host: HTMLElement): void;
  write(bytes: Uint8Array, done: () => void): void;
}

declare global {
  var Terminal: new (options: object) => Bare;
  var WebglAddon: { WebglAddon: new () => unknown };
}

async function writeAll({
  cols,
  rows,
  lines,
  graphics,
  line,
}: BareOptions & { readonly line: string }): Promise<number> {
  const terminal = new globalThis.Terminal({ cols, rows, scrollback: 5000, fontSize: 13, fontFamily: 'monospace' });
  const host = document.body.appendChild(document.createElement('div'));
  terminal.open(host);
  if (graphics) terminal.loadAddon(new globalThis.WebglAddon.WebglAddon());
  const perPiece = Math.floor(65_536 / (line.length + 2));
  const piece = new TextEncoder().encode(`${line}\r\n`.repeat(perPiece));
  const pieces = Math.ceil(lines / perPiece);
  const begun = performance.now();
  let pending = 0;
  let wake = (): void => undefined;
  for (let index = 0; index < pieces; index++) {
    pending += piece.length;
    terminal.write(piece, () => {
      pending -= piece.length;
      wake();
    });
    while (pending > 262_144) await new Promise<void>((resolve) => (wake = resolve));
  }
  while (pending > 0) await new Promise<void>((resolve) => (wake = resolve));
  return (pieces * piece.length) / (performance.now() - begun) / 1e3;
}
