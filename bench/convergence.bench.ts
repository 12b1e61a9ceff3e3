// Do the rows equal the engine's list after 1,000 random operations with the event stream cut every 0.2 to 0.8 s? 100
// times, each with another seed: `npx tsx bench/convergence.bench.ts [seeds] [operations]`.
import { setTimeout as delay } from 'node:timers/promises';
import { createContainers } from '../main/services/containers/containers';
import { readList } from '../main/services/containers/list';
import { cutDuring, cuttable } from '../main/services/containers/testing/cuttable';
import { createMirror, follow } from '../main/services/containers/testing/mirror';
import { operate, prepare, seeded, type Send, summary } from '../main/services/containers/testing/random-operations';
import { engineAt } from '../main/services/engine/testing/engine-at';
import { raw } from '../testing/raw-request.mjs';
import { withEngine } from './lib/engine';
import { quantile, report, round } from './lib/figures';

const SEEDS = Number(process.argv[2] ?? 100);
const OPERATIONS = Number(process.argv[3] ?? 1000);
const LOOK_EVERY_MS = 20;
const LIMIT_MS = 10_000;

await withEngine(async (dockerd) => {
  const send: Send = (method, path, body) => raw(dockerd.socket, method, path, body);
  await prepare(send);
  const way = await cuttable(dockerd.socket);
  const engine = engineAt(way.url);
  const containers = createContainers({ engine, record: () => () => undefined, log: () => undefined });
  const seen = createMirror();
  const over = new AbortController();
  const reading = follow(containers.watch(over.signal), seen);

  const differs = async (): Promise<boolean> => {
    const json: unknown = JSON.parse(await send('GET', '/containers/json?all=1'));
    const there = (readList(json, Date.now()) ?? []).map(({ row }) => row);
    return seen.last !== 'synced' || JSON.stringify(summary(seen.rows.values())) !== JSON.stringify(summary(there));
  };
  const lags: number[] = [];
  for (let seed = 1; seed <= SEEDS; seed++) {
    await cutDuring(way, seeded(seed), operate(send, seeded(seed), OPERATIONS));
    // The engine goes on for a moment with what it was told: health, network, events on their way.
    const start = performance.now();
    while ((await differs()) && performance.now() - start < LIMIT_MS) await delay(LOOK_EVERY_MS);
    const lag = performance.now() - start;
    if (lag < LIMIT_MS) lags.push(lag);
    else process.stdout.write(`seed ${String(seed)} did not converge\n`);
    for (const id of seen.rows.keys()) await send('DELETE', `/containers/${id}?force=1&v=1`);
    seen.changes.length = 0;
  }
  over.abort();
  await reading;
  containers.close();
  await engine.close();
  await way.close();
  const value = `${String(lags.length)}/${String(SEEDS)} (${String(OPERATIONS)} operations each; p95 ${String(round(quantile(lags, 0.95), 0))} ms after the last)`;
  report('convergence with the event stream cut', value, `${String(SEEDS)}/${String(SEEDS)}`, lags.length === SEEDS);
});
