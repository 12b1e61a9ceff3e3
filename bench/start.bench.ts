// From nothing to a usable list of 50 running containers: Slipway's start, its page in a browser that is open already, the rows
// painted; beside `docker ps -a` in the same run. Cold: nothing of either is in the computer's file cache (this needs root on Linux),
// and the data folder is new. Warm: everything was used a moment ago. `npx tsx bench/start.bench.ts [pairs=7]`.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Browser } from '@playwright/test';
import { launchChromium, launchInBrowser } from '../e2e/hosts/browser';
import type { Dockerd } from '../testing/dockerd.mjs';
import { withEngine } from './lib/engine';
import { median, report, round } from './lib/figures';
import { runIdle } from './lib/stats-engine';

const CONTAINERS = 50;
const PAIRS = Number(process.argv[2] ?? 7);

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

function forgetFiles(): void {
  execFileSync('sync');
  fs.writeFileSync('/proc/sys/vm/drop_caches', '3');
}

async function toList(browser: Browser, engineUrl: string, dataDir: string): Promise<number> {
  const start = performance.now();
  const running = await launchInBrowser(browser, { engineUrl, dataDir });
  try {
    await running.page.goto(running.mode.readyUrl, { waitUntil: 'commit' });
    await running.page.waitForFunction(
      () => document.querySelectorAll('[role=grid][aria-label=Containers] [role=row]').length > 10,
    );
    await running.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0))));
    return performance.now() - start;
  } finally {
    await running.close();
  }
}

interface Times {
  readonly ours: number[];
  readonly cli: number[];
}

const spread = (values: readonly number[]): string =>
  `${String(round(median(values), 0))} ms (${String(round(Math.min(...values), 0))} to ${String(round(Math.max(...values), 0))})`;

const say = (name: string, { ours, cli }: Times, goalMs: number): void =>
  report(
    name,
    `${spread(ours)}, docker ps -a ${spread(cli)}: ${String(round(median(ours) / median(cli), 1))} times`,
    `<= ${String(goalMs)} ms`,
    median(ours) <= goalMs,
  );

async function pairs(engine: Dockerd, browser: Browser, before: () => void): Promise<Times> {
  const times: Times = { ours: [], cli: [] };
  for (let pair = 0; pair < PAIRS; pair++) {
    const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-bench-'));
    before();
    times.cli.push(await timed(() => engine.docker('ps', '-a')));
    before();
    times.ours.push(await toList(browser, engine.url, dataDir));
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
  return times;
}

await withEngine(async (engine) => {
  await runIdle(engine, CONTAINERS);
  const browser = await launchChromium();
  try {
    // The browser's own first page is not ours to count.
    await pairs(engine, browser, () => undefined);
    say('warm start to a usable list', await pairs(engine, browser, () => undefined), 1500);
    say('cold start to a usable list', await pairs(engine, browser, forgetFiles), 4000);
  } finally {
    await browser.close();
  }
});
