import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Browser, type Page, test as base, expect } from '@playwright/test';
import { type Dockerd, importBusybox, startDockerd } from '../testing/dockerd.mjs';
import { type BrowserMode, launchChromium, launchInBrowser } from './hosts/browser';
import { launchInElectron } from './hosts/electron';
import type { RunningSlipway } from './hosts/host';
import { NO_ENGINE } from './no-engine';
import { CommandLog } from './pages/command-log';
import { ContainersPage } from './pages/containers-page';
import { EnginePage } from './pages/engine-page';
import { Frame } from './pages/frame';

export { expect };

const IMAGE = 'slipway/busybox:1';

export const onElectron = process.env.SLIPWAY_E2E_HOST === 'electron';

export interface Options {
  /** Files of the data folder before the start: name -> content. */
  dataFiles: Readonly<Record<string, string | Buffer>>;
  /** `--engine`; undefined: the test's own dockerd. */
  engineUrl: string | undefined;
  /** As on the very first start. */
  firstRun: boolean;
}

interface TestFixtures extends Options {
  dataDir: string;
  slipway: RunningSlipway & { mode?: BrowserMode };
  frame: Frame;
  containers: ContainersPage;
  enginePage: EnginePage;
  commandLog: CommandLog;
  /** For who makes things of the engine's otherwise than by `run`: they are removed when the test is over. */
  tidied: 'afterwards';
  /** Runs a detached container, removed with all else when the test is over; resolves with its id. */
  run: (name: string, ...args: string[]) => Promise<string>;
}

/** What the page's policy stopped, and what threw: neither may happen in any spec. */
function watchForFaults(page: Page): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (/Content Security Policy|TrustedHTML|Trusted Type/i.test(message.text())) faults.push(message.text());
  });
  return faults;
}

/** A dockerd with the busybox image, for as long as `use` takes. */
export async function withEngine(use: (engine: Dockerd) => Promise<void>): Promise<void> {
  const engine = await startDockerd();
  await importBusybox(engine.url);
  await use(engine);
  await engine.remove();
}

/** What a test leaves would be in the way of the next one's. */
async function tidy({ docker }: Dockerd): Promise<void> {
  const lines = async (...words: string[]): Promise<string[]> => (await docker(...words)).split('\n').filter(Boolean);
  const ids = await lines('ps', '-aq');
  if (ids.length > 0) await docker('rm', '-f', '-v', ...ids);
  const [images, volumes] = await Promise.all([
    lines('images', '--format', '{{.Repository}}:{{.Tag}}'),
    lines('volume', 'ls', '-q'),
    docker('network', 'prune', '-f'),
  ]);
  const left = images.filter((name) => name !== IMAGE && !name.includes('<none>'));
  if (left.length > 0) await docker('rmi', '-f', ...left);
  if (volumes.length > 0) await docker('volume', 'rm', '-f', ...volumes);
  await docker('image', 'prune', '-f');
}

export const test = base.extend<TestFixtures, { engine: Dockerd; chromium: Browser | null }>({
  dataFiles: [{}, { option: true }],
  engineUrl: [undefined, { option: true }],
  firstRun: [false, { option: true }],

  engine: [
    // eslint-disable-next-line no-empty-pattern -- Playwright finds a fixture's needs by this pattern
    async ({}, use) => (process.env.SLIPWAY_E2E_ENGINE === 'none' ? use(NO_ENGINE) : withEngine(use)),
    { scope: 'worker', timeout: 120_000 },
  ],

  /** Null: Electron brings its own. */
  chromium: [
    // eslint-disable-next-line no-empty-pattern -- Playwright finds a fixture's needs by this pattern
    async ({}, use) => {
      // Sites kept apart would cost a process more for each test, and there is one site.
      const browser = onElectron ? null : await launchChromium('--disable-site-isolation-trials');
      await use(browser);
      await browser?.close();
    },
    { scope: 'worker' },
  ],

  dataDir: async ({ dataFiles }, use) => {
    const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-data-'));
    for (const [name, content] of Object.entries(dataFiles)) fs.writeFileSync(path.join(dir, name), content);
    await use(dir);
    fs.rmSync(dir, { recursive: true, force: true });
  },

  slipway: async ({ chromium, engine, engineUrl, firstRun, dataDir }, use) => {
    // Whoever runs the tests has logins of their own, which are nobody else's business.
    const env = { DOCKER_CONFIG: path.join(dataDir, 'docker-config') };
    const options = { engineUrl: engineUrl ?? engine.url, dataDir, env, firstRun };
    const running: RunningSlipway & { mode?: BrowserMode } =
      chromium === null ? await launchInElectron(options) : await launchInBrowser(chromium, options);
    const faults = watchForFaults(running.page);
    if (running.mode !== undefined) await running.page.goto(running.mode.readyUrl);
    await use(running);
    await running.close();
    expect(faults).toEqual([]);
  },

  // Slipway's own page, not one that Playwright would open.
  page: async ({ slipway }, use) => use(slipway.page),
  frame: async ({ slipway }, use) => use(new Frame(slipway.page)),
  containers: async ({ slipway }, use) => use(new ContainersPage(slipway.page)),
  enginePage: async ({ slipway }, use) => use(new EnginePage(slipway.page)),
  commandLog: async ({ slipway }, use) => use(new CommandLog(slipway.page)),

  tidied: async ({ engine }, use) => {
    await use('afterwards');
    await tidy(engine);
  },

  run: async ({ engine, tidied: _tidied }, use) => {
    await use((name, ...args) => {
      const cut = args.indexOf('--');
      const [options, command] = cut < 0 ? [args, ['sleep', '1000']] : [args.slice(0, cut), args.slice(cut + 1)];
      return engine.docker('run', '-d', '--name', name, '--init', ...options, IMAGE, ...command);
    });
  },
});
