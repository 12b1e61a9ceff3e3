import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type FaultProxy, startFaultProxy } from '../../testing/fault-proxy.mjs';
import { expect, test as base } from '../fixtures';

const LIST = /^GET \/containers\/json/;

const test = base.extend<{ faults: FaultProxy }>({
  faults: async ({ engine }, use) => {
    const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-fault-'));
    const faults = await startFaultProxy({ listen: `unix://${dir}/docker.sock`, target: engine.url });
    await use(faults);
    await faults.close();
    fs.rmSync(dir, { recursive: true, force: true });
  },
  engineUrl: async ({ faults }, use) => use(faults.url),
});

test.describe('faults between Slipway and the engine', () => {
  test("a refused action speaks in the engine's words and is never repeated", async ({
    containers,
    page,
    faults,
    run,
  }) => {
    await run('web');
    faults.fail(/^POST .*\/stop$/, 500, 'driver <b>failed</b> programming');
    await containers.row('web').getByRole('button', { name: 'Stop web' }).click();
    await expect(page.getByText(/driver <b>failed<\/b> programming/).first()).toBeVisible();
    await expect(containers.row('web')).toContainText(/Running/);
    expect(faults.count(/^POST .*\/stop$/)).toBe(1);
  });

  test('an answer that never came is not claimed, nor asked for again', async ({
    commandLog,
    containers,
    frame,
    faults,
    run,
  }) => {
    await run('web');
    await commandLog.open();
    faults.delay(/^POST .*\/stop$/, 30_000);
    await containers.row('web').getByRole('button', { name: 'Stop web' }).click();
    await expect(containers.row('web')).toContainText(/Stopping/);
    await expect.poll(() => faults.count(/^POST .*\/stop$/)).toBe(1);
    faults.cut();
    await expect(frame.engineStatus).toContainText('Connected');
    await expect(commandLog.region.getByText(/unknown/i).first()).toBeVisible();
    await expect(containers.row('web')).toContainText(/Running/);
    expect(faults.count(/^POST .*\/stop$/)).toBe(1);
  });

  test('lists that fail leave the last known one, marked, and heal', async ({
    containers,
    engine,
    page,
    faults,
    run,
  }) => {
    await run('web');
    await expect(containers.row('web')).toContainText(/Running/);
    faults.fail(LIST, 500, 'out of file descriptors');
    await engine.docker('pause', 'web');
    await expect(page.getByText(/last known/i).first()).toBeVisible();
    await expect(containers.row('web')).toBeVisible();
    faults.reset();
    await expect(containers.row('web')).toContainText(/Paused/);
    await expect(page.getByText(/last known/i)).toHaveCount(0);
  });

  test('a truncated list and a malformed event heal by themselves', async ({ containers, engine, faults, run }) => {
    await run('web');
    await expect(containers.row('web')).toContainText(/Running/);
    faults.truncate(LIST, 100, 1);
    await engine.docker('pause', 'web');
    await expect(containers.row('web')).toContainText(/Paused/);
    expect(faults.malformed('{"Type":"container","Action":')).toBeGreaterThan(0);
    await engine.docker('unpause', 'web');
    await expect(containers.row('web')).toContainText(/Running/, { timeout: 2000 });
  });

  test('a slow engine shows a skeleton, and is not asked twice', async ({ containers, page, faults, run, slipway }) => {
    await run('web');
    await expect(containers.row('web')).toBeVisible();
    faults.delay(LIST, 3000);
    faults.cut();
    await expect(page.getByText(/last known/i).first()).toBeVisible();
    const before = faults.count(LIST);
    await slipway.page.reload();
    await expect(containers.row('web')).toBeVisible();
    expect(faults.count(LIST) - before).toBeLessThanOrEqual(2);
  });

  test('a half-open connection is noticed, and left for a good one', async ({ containers, frame, faults, run }) => {
    await run('web');
    await expect(containers.row('web')).toBeVisible();
    faults.halfOpen(true);
    await expect(frame.engineStatus).toContainText('Not responding', { timeout: 5000 });
    faults.reset();
    await expect(frame.engineStatus).toContainText('Connected', { timeout: 10_000 });
    await expect(containers.row('web')).toContainText(/Running/);
  });

  test('a burst of more events than the engine keeps, while cut off', async ({ containers, engine, faults, run }) => {
    await run('web');
    await expect(containers.row('web')).toContainText(/Running/);
    faults.cutEvery(200, 400);
    for (let round = 0; round < 30; round++) {
      await engine.docker('pause', 'web');
      await engine.docker('unpause', 'web');
    }
    const names = Array.from({ length: 100 }, (_, index) => `burst-${String(index)}`);
    for (const name of names) await engine.docker('create', '--name', name, 'slipway/busybox:1', 'true');
    await engine.docker('rm', '-f', 'web', ...names.slice(5));
    faults.reset();
    await expect.poll(() => containers.order(), { timeout: 5000 }).toEqual(names.slice(0, 5));
  });
});
