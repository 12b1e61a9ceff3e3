// Up and down of a project of ten services through Slipway, with its list and its page open, beside the compose CLI alone in the
// same run. Here is the core without a window. The number of pairs may be given: `npx tsx bench/compose.bench.ts 5`.
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { ComposeWish } from '../main/contract/compose-runs';
import { newSides, reportTime } from './lib/beside-docker';
import { type Core, startCore } from './lib/core';
import { withEngine } from './lib/engine';
import { timed } from './lib/files';

const PAIRS = Number(process.argv[2] ?? 5);
const SERVICES = 10;
const UP: ComposeWish = {
  ...{ verb: 'up', services: [], timeout: null, build: 'auto', pull: 'auto', recreate: 'changed', noDeps: false },
  ...{ removeOrphans: false, renewVolumes: false, scale: [] },
};
const DOWN: ComposeWish = { verb: 'down', timeout: null, volumes: true, images: 'keep', removeOrphans: false };

/** A chain of twos: each service but the first waits for another one. */
const serviceOf = (index: number): string =>
  [
    `  s${String(index)}:`,
    '    image: slipway/busybox:1',
    '    command: sleep 1000',
    `    volumes: ["data:/data${String(index)}"]`,
    ...(index === 0 ? [] : [`    depends_on: [s${String(Math.floor((index - 1) / 2))}]`]),
  ].join('\n');
const FILE = `services:\n${Array.from({ length: SERVICES }, (_, index) => serviceOf(index)).join('\n')}\nvolumes: {data: {}}\n`;

function plant(dir: string, name: string): string {
  const folder = path.join(dir, name);
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'docker-compose.yml'), FILE);
  return folder;
}

async function perform({ handlers: { compose }, call }: Core, key: string, wish: ComposeWish): Promise<void> {
  const { id } = await compose.start({ key, wish }, call);
  const lines: string[] = [];
  for await (const item of compose.report({ id }, call)) if (item.type === 'log') lines.push(...item.lines);
  for await (const change of compose.runs(undefined, call))
    if (change.type === 'upsert') {
      const run = change.rows.find((each) => each.id === id && each.endedAt !== null);
      if (run === undefined) continue;
      if (run.state !== 'done') throw new Error(`${run.command}: ${run.failure}\n${lines.join('\n')}`);
      return;
    }
}

/** Somebody who looks on, as a page does. */
function lookOn({ handlers: { compose } }: Core, key: string): () => Promise<void> {
  const ending = new AbortController();
  const call = { signal: ending.signal, connection: { id: 1, signal: ending.signal } };
  const drain = async (items: AsyncIterable<unknown>): Promise<void> => {
    for await (const _item of items);
  };
  const all = [drain(compose.watch(undefined, call)), drain(compose.project({ key }, call))];
  return async () => {
    ending.abort();
    await Promise.all(all);
  };
}

await withEngine(async (engine) => {
  const [theirs, ours] = [plant(engine.dir, 'theirs'), plant(engine.dir, 'ours')];
  const cli = async (...words: readonly string[]): Promise<void> => {
    const env = { ...process.env, DOCKER_HOST: engine.url };
    await promisify(execFile)('docker-compose', words, { cwd: theirs, env });
  };
  const core = await startCore(path.join(engine.dir, 'slipway'), engine.url);
  const place = { name: '', folder: ours, files: [], envFiles: [], profiles: [] };
  const { key } = await core.handlers.compose.keep({ key: null, place }, core.call);
  const leave = lookOn(core, key);
  const sides = { up: newSides(), down: newSides() };
  for (let pair = -1; pair < PAIRS; pair += 1) {
    const times = {
      up: [await timed(() => cli('up', '-d')), await timed(() => perform(core, key, UP))],
      down: [await timed(() => cli('down', '-v')), await timed(() => perform(core, key, DOWN))],
    } as const;
    // The first pair reads programs from the disk.
    if (pair < 0) continue;
    for (const verb of ['up', 'down'] as const) {
      sides[verb].cli.push(times[verb][0]);
      sides[verb].own.push(times[verb][1]);
    }
  }
  await leave();
  await core.close();
  for (const verb of ['up', 'down'] as const) reportTime(`${verb} of ten services, beside docker-compose`, sides[verb]);
});
