import fs from 'node:fs';
import type { Dockerd } from '../../testing/dockerd.mjs';
import { expect, test as base, withEngine } from '../fixtures';
import type { ContainersPage } from '../pages/containers-page';

// These break their engine, so it is not the one the other specs share.
const test = base.extend<object, { engine: Dockerd }>({
  engine: [
    // eslint-disable-next-line no-empty-pattern -- Playwright finds a fixture's needs by this pattern
    async ({}, use) => withEngine(use),
    { scope: 'worker', timeout: 120_000 },
  ],
});

const names = async (engine: Dockerd): Promise<string[]> =>
  (await engine.docker('ps', '-a', '--format', '{{.Names}}\t{{.State}}')).split('\n').filter(Boolean).sort();

/** What the grid shows, as the CLI would say it. */
const shown = async (containers: ContainersPage): Promise<string[]> => {
  const labels = await containers.rows.evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label') ?? ''));
  return labels
    .map((label) => {
      const [name = '', state = ''] = label.split(', ');
      return `${name}\t${state.split(' ')[0]?.toLowerCase() ?? ''}`;
    })
    .sort();
};

test.describe('faults of the engine', () => {
  // One engine for all of them: spread over workers, each would start one.
  test.describe.configure({ mode: 'default' });

  test('killed and started again: said within a second, stale meanwhile, then equal', async ({
    containers,
    engine,
    frame,
    run,
    page,
  }) => {
    await run('web');
    await run('job', '--', 'true');
    await expect(containers.row('job')).toContainText(/Exited 0/);
    await engine.stop('SIGKILL');
    await expect(frame.engineStatus).toContainText('Disconnected', { timeout: 1000 });
    await expect(containers.row('web')).toBeVisible();
    await expect(page.getByText(/last known/i)).toBeVisible();
    await engine.start();
    await expect(frame.engineStatus).toContainText('Connected');
    const truth = await names(engine);
    await expect.poll(() => shown(containers), { timeout: 2000 }).toEqual(truth);
  });

  test('stopped in good order: nothing false is shown, then disconnected', async ({
    containers,
    engine,
    frame,
    run,
  }) => {
    await run('web', '--stop-timeout', '1');
    await expect(containers.row('web')).toContainText(/Running/);
    await engine.stop('SIGTERM');
    await expect(frame.engineStatus).toContainText('Disconnected', { timeout: 1000 });
    await engine.start();
    await expect(frame.engineStatus).toContainText('Connected');
    const truth = await names(engine);
    await expect.poll(() => shown(containers), { timeout: 2000 }).toEqual(truth);
  });

  test('its socket removed and put back', async ({ containers, engine, frame, run }) => {
    await run('web');
    await expect(containers.row('web')).toBeVisible();
    fs.renameSync(engine.socket, `${engine.socket}.away`);
    await expect(frame.engineStatus).toContainText('Disconnected', { timeout: 2000 });
    await expect(frame.engineStatus).toContainText(engine.socket);
    fs.renameSync(`${engine.socket}.away`, engine.socket);
    await expect(frame.engineStatus).toContainText('Connected', { timeout: 2000 });
  });

  test('hung: "Not responding" within 5 s, then healed', async ({ containers, engine, frame, run }) => {
    await run('web');
    await expect(containers.row('web')).toBeVisible();
    process.kill(engine.pid(), 'SIGSTOP');
    try {
      await expect(frame.engineStatus).toContainText('Not responding', { timeout: 5000 });
      // The page itself is as quick as ever.
      await containers.filter.fill('web');
      await expect(containers.rows).toHaveCount(1, { timeout: 1000 });
    } finally {
      process.kill(engine.pid(), 'SIGCONT');
    }
    await expect(frame.engineStatus).toContainText('Connected', { timeout: 5000 });
    const truth = await names(engine);
    await expect.poll(() => shown(containers), { timeout: 2000 }).toEqual(truth);
  });
});
