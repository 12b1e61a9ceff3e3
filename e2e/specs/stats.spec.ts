import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { type FaultProxy, startFaultProxy } from '../../testing/fault-proxy.mjs';
import { expect, test as base } from '../fixtures';
import { seriousFindings } from '../axe';
import { StatsPage } from '../pages/stats-page';

const BUSY = ['--', 'sh', '-c', 'while :; do :; done'];
const STATS = /^GET .*\/stats/;
const CPU = 3;
const MEMORY = 4;

const test = base.extend<{ stats: StatsPage; faults: FaultProxy }>({
  stats: async ({ page }, use) => use(new StatsPage(page)),
  faults: async ({ engine }, use) => {
    const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-fault-'));
    const faults = await startFaultProxy({ listen: `unix://${dir}/docker.sock`, target: engine.url });
    await use(faults);
    await faults.close();
    fs.rmSync(dir, { recursive: true, force: true });
  },
});

/** Another tab in front hides the page; headless Chromium needs to be told. */
const setHidden = (page: Page, hidden: boolean): Promise<void> =>
  page.evaluate((is) => {
    Object.defineProperty(document, 'visibilityState', { value: is ? 'hidden' : 'visible', configurable: true });
    Object.defineProperty(document, 'hidden', { value: is, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);

test.describe('stats in the list', () => {
  test('figures and small charts, the sum of a project, words for what has none', async ({
    containers,
    engine,
    run,
    stats,
  }) => {
    const labels = ['--label', 'com.docker.compose.project=shop', '--label', 'com.docker.compose.service=web'];
    await run('busy', '--cpus', '0.3', ...BUSY);
    await run('shop-web-1', ...labels);
    await run('ended', '--', 'true');
    await run('halted');
    await engine.docker('pause', 'halted');
    const busy = containers.row('busy');
    await expect(stats.cell(busy, CPU)).toContainText(/\d+(\.\d)? %/);
    await expect(stats.cell(busy, MEMORY)).toContainText(/[KM]iB/);
    await expect(stats.cell(busy, CPU).locator('svg path')).toHaveAttribute('d', /M.*L/);
    await expect(stats.cell(containers.row('halted'), CPU)).toHaveText('paused');
    await expect(stats.cell(containers.row('ended'), CPU)).toHaveText('–');
    const project = containers.grid.getByRole('row', { name: /^Project shop/ });
    await expect(project).toContainText(/iB/);
  });

  test('the order follows what is measured', async ({ containers, page, run }) => {
    await run('a-idle');
    await run('z-busy', '--cpus', '0.3', ...BUSY);
    await expect.poll(() => containers.order()).toEqual(['a-idle', 'z-busy']);
    await page.getByRole('columnheader', { name: 'CPU' }).getByRole('button').click();
    await expect.poll(() => containers.order(), { timeout: 20_000 }).toEqual(['z-busy', 'a-idle']);
  });

  test('hidden columns come by the menu', async ({ containers, page, run, stats }) => {
    await run('web');
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'PIDs' }).click();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('columnheader', { name: 'PIDs' })).toBeVisible();
    const pids = containers.row('web').locator('[data-column=pids]');
    await expect(pids).toHaveText(/^\d+$/);
    await expect(stats.cell(containers.row('web'), CPU)).toContainText('%');
  });
});

test.describe('the Stats tab', () => {
  test('charts, figures in words, and a history that survives a reload', async ({ containers, page, run, stats }) => {
    await run('busy', '--cpus', '0.3', '-m', '64m', ...BUSY);
    await containers.openDetails('busy');
    await stats.open();
    await expect(stats.chart('CPU').locator('canvas')).toBeVisible();
    await expect(stats.chart('Memory')).toContainText('limit 64 MiB');
    await expect(stats.figure('CPU')).toContainText(/\d+ %/);
    await stats.show('15 min');
    await expect(stats.figure('CPU')).toContainText(/\d+ %/, { timeout: 35_000 });
    await page.reload();
    await stats.show('15 min');
    await expect(stats.figure('CPU')).toContainText(/\d+ %/);
    await expect(stats.chart('CPU').locator('canvas')).toBeVisible();
  });

  test('restarts and the end of memory are told in words', async ({ containers, run, stats }) => {
    await run('greedy', '-m', '16m', '--restart', 'on-failure:1', '--', 'sh', '-c', 'sleep 4; tail /dev/zero');
    await containers.openDetails('greedy');
    await stats.open();
    await expect(stats.events).toContainText('Out of memory', { timeout: 30_000 });
    await expect(stats.events).toContainText(/Restarted after it had ended, exit code \d+/, { timeout: 30_000 });
  });

  test('no limit and no network of its own are said, not shown as zero', async ({ containers, run, stats }) => {
    await run('hosted', '--network', 'host');
    await containers.openDetails('hosted');
    await stats.open();
    await expect(stats.chart('Memory')).toContainText('no limit');
    await expect(stats.chart('Network')).toContainText(/counted no network of its own/);
    await expect(stats.figures).toContainText('No limit: as much as the machine has');
  });

  test('axe finds nothing serious', async ({ containers, frame, page, run, stats }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await run('busy', '--cpus', '0.2', ...BUSY);
    await expect(stats.cell(containers.row('busy'), CPU)).toContainText('%');
    expect(await seriousFindings(page)).toEqual([]);
    await containers.openDetails('busy');
    await stats.open();
    await expect(stats.chart('CPU').locator('canvas')).toBeVisible();
    expect(await seriousFindings(page)).toEqual([]);
    await frame.open('Engine');
    await expect(stats.engineUse.getByRole('list', { name: 'Most CPU' })).toContainText('busy', {
      timeout: 25_000,
    });
    expect(await seriousFindings(page)).toEqual([]);
    await frame.open('Settings');
    await expect(stats.settings).toBeVisible();
    expect(await seriousFindings(page)).toEqual([]);
  });
});

test.describe('what is asked of the engine', () => {
  test.use({
    engineUrl: async ({ faults }, use) => use(faults.url),
    dataFiles: { 'settings.json': JSON.stringify({ version: 1, stats: { history: false } }) },
  });

  test('is what is in sight, and nothing while the page is hidden', async ({
    containers,
    engine,
    faults,
    page,
    run,
    stats,
  }) => {
    await run('web');
    await expect(stats.cell(containers.row('web'), CPU)).toContainText('%');
    const seen = faults.count(STATS);
    await expect.poll(() => faults.count(STATS)).toBeGreaterThan(seen + 1);
    await setHidden(page, true);
    // Beside Slipway's way to the engine; each takes about as long as a round for what is in sight.
    const measure = () => engine.docker('stats', '--no-stream', 'web');
    // A question under way may still be counted.
    await measure();
    const hidden = faults.count(STATS);
    const end = Date.now() + 6_000;
    while (Date.now() < end) await measure();
    expect(faults.count(STATS)).toBe(hidden);
    await setHidden(page, false);
    await expect.poll(() => faults.count(STATS)).toBeGreaterThan(hidden);
  });

  test('is only for rows on screen', async ({ containers, engine, faults, page }) => {
    // So small that some of them are out of sight.
    await page.setViewportSize({ width: 1280, height: 400 });
    const names = Array.from({ length: 20 }, (_, index) => `box-${String(index).padStart(2, '0')}`);
    const start = (name: string) => engine.docker('run', '-d', '--name', name, 'slipway/busybox:1', 'sleep', '1000');
    for (let at = 0; at < names.length; at += 4) await Promise.all(names.slice(at, at + 4).map(start));
    const last = await engine.docker('ps', '-q', '--no-trunc', '--filter', 'name=box-19');
    await expect(containers.row('box-00')).toContainText('%');
    expect(faults.count(new RegExp(`${last}/stats`))).toBe(0);
    await containers.row('box-03').focus();
    await page.keyboard.press('End');
    await expect(containers.row('box-19')).toContainText('%');
    expect(faults.count(new RegExp(`${last}/stats`))).toBeGreaterThan(0);
    await engine.docker('rm', '-f', ...names);
  });

  test('can be turned on and forgotten in the settings', async ({ dataDir, frame, page, run, stats }) => {
    await run('web');
    await frame.open('Settings');
    const record = stats.settings.getByRole('checkbox', { name: /Record every running container/ });
    await expect(record).not.toBeChecked();
    await record.check();
    await expect(stats.settings).toContainText('1 container', { timeout: 25_000 });
    await stats.settings.getByRole('button', { name: 'Forget the history…' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Forget it' }).click();
    await expect(page.getByText('The history is forgotten.')).toBeVisible();
    const stored: unknown = JSON.parse(fs.readFileSync(path.join(dataDir, 'settings.json'), 'utf8'));
    expect(stored).toMatchObject({ stats: { history: true } });
  });
});

test('the whole engine against the machine, and who uses most', async ({ frame, page, run, stats }) => {
  await run('busy', '--cpus', '0.3', ...BUSY);
  await frame.open('Engine');
  const top = stats.engineUse.getByRole('list', { name: 'Most CPU' });
  await expect(top).toContainText('busy', { timeout: 25_000 });
  await expect(stats.engineUse).toContainText(/of \d+00 % \(\d+ processors?\)/);
  await expect(stats.engineUse).toContainText(/of [\d.]+ GiB/);
  await top.getByRole('link', { name: 'busy' }).click();
  await expect(page).toHaveURL(/\/stats$/);
  await expect(stats.chart('CPU')).toBeVisible();
});
