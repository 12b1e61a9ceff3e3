// A compose file of 2,000 lines in the editor: from a key to painted, beside a bare text field, and from the last key to what is wrong.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { startFakeEngine } from '../main/services/engine/testing/fake-engine';
import { withApp } from './lib/app';
import { median, quantile, report, round } from './lib/figures';

const LINES = 2_000;
const KEYS = 200;
const PROBLEMS = 10;
const MOST_KEY_MS = 50;
const MOST_PROBLEM_MS = 500;

const service = (at: number): string =>
  [
    `  service-${String(at)}:`,
    `    image: registry.example/team/service-${String(at)}:\${TAG:-1.0}`,
    '    restart: unless-stopped',
    '    environment:',
    `      NAME: service-${String(at)}`,
    '      LOG_LEVEL: ${LOG_LEVEL:-info}',
    '    ports:',
    `      - "${String(20_000 + at)}:8080"`,
    '    volumes:',
    `      - data-${String(at % 10)}:/data`,
    ...(at === 0 ? [] : ['    depends_on:', `      - service-${String(at - 1)}`]),
    '    healthcheck:',
    '      test: ["CMD", "true"]',
    '      interval: 30s',
  ].join('\n');

function composeText(): string {
  const volumes = ['volumes:', ...Array.from({ length: 10 }, (_, at) => `  data-${String(at)}: {}`)];
  const lines = ['version: "3.9"', 'services:'];
  for (let at = 0; lines.length + 15 + volumes.length <= LINES; at++) lines.push(...service(at).split('\n'));
  while (lines.length + volumes.length < LINES) lines.push('  # a line');
  return [...lines, ...volumes, ''].join('\n');
}

/** From now on each key that is pressed leaves the ms until what came of it was painted. */
const meterKeys = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const times: number[] = [];
    Object.assign(globalThis, { keyTimes: times });
    document.addEventListener(
      'keydown',
      () => {
        const start = performance.now();
        requestAnimationFrame(() => setTimeout(() => times.push(performance.now() - start), 0));
      },
      true,
    );
  });

/** Types and takes back, one key at a time, each painted before the next. */
async function typeKeys(page: Page): Promise<readonly number[]> {
  for (let at = 0; at < KEYS; at++) {
    await page.keyboard.press(at % 8 < 4 ? 'x' : 'Backspace');
    await page.waitForFunction((seen) => (Reflect.get(globalThis, 'keyTimes') as number[]).length > seen, at);
  }
  return page.evaluate(() => Reflect.get(globalThis, 'keyTimes') as number[]);
}

/** ms from the last key to the list that has, or has no more, a problem with these words. */
const untilListed = (page: Page, words: string, wanted: boolean): Promise<number> =>
  page.evaluate(
    ({ sought, listed }) =>
      new Promise<number>((resolve) => {
        const start = performance.now();
        const look = (): void => {
          const said = document.querySelector('ul[aria-label=Problems]')?.textContent ?? '';
          if (said.includes(sought) === listed) setTimeout(() => resolve(performance.now() - start), 0);
          else requestAnimationFrame(look);
        };
        look();
      }),
    { sought: words, listed: wanted },
  );

async function openEditor(page: Page, folder: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Compose' }).click();
  await page.getByRole('button', { name: 'Add project' }).first().click();
  await page.getByRole('menuitem', { name: 'From a folder or file…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Folder or compose file' }).fill(folder);
  await page.keyboard.press('Enter');
  await dialog.getByRole('radio').first().waitFor();
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('tab', { name: 'Files' }).click();
  await page.getByRole('button', { name: 'Edit', exact: true }).first().click();
  await page.getByRole('textbox', { name: 'Text of compose.yaml' }).focus();
}

/** The same text and keys in a field of the browser's own. */
async function bareKeys(page: Page, text: string): Promise<readonly number[]> {
  const bare = await page.context().newPage();
  await bare.addInitScript('globalThis.__name = (fn) => fn');
  await bare.goto('about:blank');
  await bare.evaluate((value) => {
    const field = document.createElement('textarea');
    Object.assign(field.style, { position: 'fixed', inset: '0', width: '100%', height: '100%' });
    document.body.append(field);
    field.value = value;
    field.focus();
    field.setSelectionRange(value.length / 2, value.length / 2);
  }, text);
  await meterKeys(bare);
  const times = await typeKeys(bare);
  await bare.close();
  return times;
}

async function timesOfProblems(page: Page): Promise<readonly number[]> {
  const times: number[] = [];
  for (let turn = 0; turn < PROBLEMS; turn++) {
    const key = `wrong${String(turn)}`;
    await page.keyboard.insertText(`${key}: {}\n`);
    times.push(await untilListed(page, key, true));
    await page.keyboard.press('ControlOrMeta+z');
    await untilListed(page, key, false);
  }
  return times;
}

const folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-bench-compose-')), 'many');
const text = composeText();
fs.mkdirSync(folder);
fs.writeFileSync(path.join(folder, 'compose.yaml'), text);
const engine = await startFakeEngine({
  routes: {
    'GET /networks': (_request, response) => void response.end('[]'),
    'GET /containers/json': (_request, response) => void response.end('[]'),
    'GET /volumes': (_request, response) => void response.end('{"Volumes":[]}'),
    'GET /info': (_request, response) => void response.end('{}'),
  },
});
try {
  await withApp(engine.url, async ({ page }) => {
    await openEditor(page, folder);
    await page.keyboard.press('ControlOrMeta+End');
    const problems = await timesOfProblems(page);
    // In the midst of it, behind a service's environment.
    for (let at = 0; at < 20; at++) await page.keyboard.press('PageUp');
    await page.keyboard.press('End');
    await meterKeys(page);
    const keys = await typeKeys(page);
    const bare = await bareKeys(page, text);
    const p95 = quantile(keys, 0.95);
    report(
      `a key in ${String(text.split('\n').length - 1)} lines, to painted / a bare text field`,
      `p95 ${String(round(p95, 1))} ms / ${String(round(quantile(bare, 0.95), 1))} ms, p50 ${String(round(median(keys), 1))} ms / ${String(round(median(bare), 1))} ms`,
      `p95 <= ${String(MOST_KEY_MS)} ms`,
      p95 <= MOST_KEY_MS,
    );
    const slowest = Math.max(...problems);
    report(
      'from the last key to the problem in the list',
      `p50 ${String(round(median(problems), 0))} ms, at most ${String(round(slowest, 0))} ms`,
      `<= ${String(MOST_PROBLEM_MS)} ms`,
      slowest <= MOST_PROBLEM_MS,
    );
  });
} finally {
  await engine.close();
  fs.rmSync(path.dirname(folder), { recursive: true, force: true });
}
