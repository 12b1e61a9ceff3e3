// Request to painted list with 1,000 real containers, beside `docker ps -a` in the same run; memory of the main process.
import { performance } from 'node:perf_hooks';
import { reloadToPainted, withApp } from './lib/app';
import { raw } from '../testing/raw-request.mjs';
import { createContainers, withEngine } from './lib/engine';
import { median, pssMb, report, round } from './lib/figures';

const CONTAINERS = 1000;
const PAIRS = 9;

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

await withEngine(async (engine) => {
  await createContainers(engine, CONTAINERS);
  await withApp(engine.url, async ({ page, pid }) => {
    await reloadToPainted(page, CONTAINERS);
    const ours: number[] = [];
    const cli: number[] = [];
    const floor: number[] = [];
    for (let pair = 0; pair < PAIRS; pair++) {
      cli.push(await timed(() => engine.docker('ps', '-a')));
      ours.push(await reloadToPainted(page, CONTAINERS));
      floor.push(await timed(() => raw(engine.socket, 'GET', '/containers/json?all=1')));
    }
    const ratio = median(ours) / median(cli);
    const detail = `${String(round(median(ours), 0))} ms from reload to painted, docker ps -a ${String(round(median(cli), 0))} ms, raw request ${String(round(median(floor), 0))} ms`;
    report('1,000 containers painted / docker ps -a', `${String(round(ratio))} (${detail})`, '<= 3', ratio <= 3);
    const pss = pssMb(pid);
    report('main process PSS with 1,000 containers', `${String(round(pss, 0))} MB`, '<= 120 MB', pss <= 120);
  });
});
