// Engine event to painted row, against the moment `docker events` prints the same event.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { withApp } from './lib/app';
import { raw } from '../testing/raw-request.mjs';
import { withEngine } from './lib/engine';
import { median, quantile, report, round } from './lib/figures';

const ROUNDS = 200;

await withEngine(async (engine) => {
  await engine.docker('run', '-d', '--name', 'bench', 'slipway/busybox:1', 'sleep', '1000');
  await withApp(engine.url, async ({ page }) => {
    const row = page.getByRole('grid', { name: 'Containers' }).getByRole('row', { name: /^bench,/ });
    await row.waitFor();
    const printed: number[] = [];
    // `since`: the first events may come before the command is connected.
    const since = String(Math.floor(Date.now() / 1000));
    const events = spawn('docker', ['-H', engine.url, 'events', '--since', since, '--format', '{{.Action}}'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: events.stdout });
    lines.on('line', (action) => {
      if (action === 'pause' || action === 'unpause') printed.push(Date.now());
    });
    const paints = await row.evaluateHandle((element) => {
      const painted: number[] = [];
      const isPaused = (): boolean => element.getAttribute('aria-label')?.includes('paused') === true;
      let paused = isPaused();
      new MutationObserver(() => {
        // The uptime in the label ticks too: only the state counts.
        if (isPaused() === paused) return;
        paused = !paused;
        requestAnimationFrame(() => setTimeout(() => painted.push(performance.timeOrigin + performance.now()), 0));
      }).observe(element, { attributes: true, attributeFilter: ['aria-label'] });
      return painted;
    });
    const count = (): Promise<number> => paints.evaluate((painted) => painted.length);
    for (let round = 0; round < ROUNDS; round++) {
      await raw(engine.socket, 'POST', `/containers/bench/${round % 2 === 0 ? 'pause' : 'unpause'}`);
      while ((await count()) < round + 1 || printed.length < round + 1)
        await new Promise((resolve) => setImmediate(resolve));
    }
    const painted = await paints.evaluate((all) => [...all]);
    events.kill();
    const late = painted.slice(0, ROUNDS).map((at, index) => at - (printed[index] ?? Number.NaN));
    const p95 = quantile(late, 0.95);
    const value = `p50 ${String(round(median(late), 0))} ms, p95 ${String(round(p95, 0))} ms over ${String(ROUNDS)} events`;
    report('event to painted row after docker events', value, 'p95 <= 50 ms', p95 <= 50);
  });
});
