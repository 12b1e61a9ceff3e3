import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { launchChromium, launchInBrowser, startBrowserMode } from '../../e2e/hosts/browser';
import { type PlainPage, withPlainPage } from './plain-page';

export interface BenchApp {
  readonly page: Page;
  readonly pid: number;
}

/** Slipway in browser mode with its page open on the containers view. */
export async function withApp(
  engineUrl: string,
  work: (app: BenchApp) => Promise<void>,
  settings: object = {},
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-bench-'));
  fs.writeFileSync(path.join(dataDir, 'settings.json'), JSON.stringify({ version: 1, ...settings }));
  const browser = await launchChromium();
  const running = await launchInBrowser(browser, { engineUrl, dataDir, env });
  try {
    // The TypeScript runner wraps named functions in a call of this, also in those that are sent to the page.
    await running.page.addInitScript('globalThis.__name = (fn) => fn');
    await running.page.goto(running.mode.readyUrl);
    await work(running);
  } finally {
    await running.close();
    await browser.close();
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
}

export interface PlainApp {
  readonly page: PlainPage;
  /** Good for one look. */
  readonly readyUrl: string;
}

/** Slipway in browser mode, and a page that nothing listens in on, not yet at it. */
export async function withPlainApp(engineUrl: string, work: (app: PlainApp) => Promise<void>): Promise<void> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-bench-'));
  const mode = await startBrowserMode({ engineUrl, dataDir });
  try {
    await withPlainPage((page) => work({ page, readyUrl: mode.readyUrl }));
  } finally {
    await mode.stop();
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Reloads the page; ms from the navigation's start to the frame that shows a list of `rows` containers. */
export async function reloadToPainted(page: Page, rows: number): Promise<number> {
  await page.reload({ waitUntil: 'commit' });
  return page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          const grid = document.querySelector('[role=grid][aria-label=Containers]');
          const painted = grid?.querySelectorAll('[role=row]').length ?? 0;
          if (Number(grid?.getAttribute('aria-rowcount')) > wanted && painted > 5)
            requestAnimationFrame(() => setTimeout(() => resolve(performance.now()), 0));
          else requestAnimationFrame(look);
        };
        look();
      }),
    rows,
  );
}
