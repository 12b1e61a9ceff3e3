// Load of one saved image that the desktop window was given, read where it lies, beside `docker load` of the same file: time, and
// CPU beside the engine's. Here is the core with the desktop host's reader of files, without a window. The size in MB may be
// given: `npx tsx bench/load-file.bench.ts 300`.
import fs from 'node:fs';
import path from 'node:path';
import { doOwn, newSides, reportCpu, reportTime, watchMemory } from './lib/beside-docker';
import { startCore } from './lib/core';
import { withEngine } from './lib/engine';
import { timed } from './lib/files';
import { buildRandom } from './lib/pulls';

const MB = Number(process.argv[2] ?? 300);
const LAYERS = 6;
const PAIRS = 5;
const MEMORY_MB = 150;
const IMAGE = 'team/big:1';

const ownSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

await withEngine(async (engine) => {
  await buildRandom(engine, IMAGE, LAYERS, MB);
  const tar = path.join(engine.dir, 'big.tar');
  await engine.docker('save', '-o', tar, IMAGE);
  const core = await startCore(path.join(engine.dir, 'data'), engine.url);
  const sides = newSides();
  const memory = watchMemory(process.pid, 500);
  for (let pair = 0; pair < PAIRS; pair += 1) {
    await engine.docker('rmi', IMAGE);
    sides.cli.push(await timed(() => engine.docker('load', '-q', '-i', tar)));
    await engine.docker('rmi', IMAGE);
    await doOwn(sides, { engine, ownSeconds }, async () =>
      core.send(await core.handlers.images.load({ file: 'big.tar', size: fs.statSync(tar).size }, core.call), tar),
    );
  }
  await core.close();
  reportTime(`load of an image of ${String(MB)} MB, from its place`, sides);
  reportCpu("Slipway's CPU beside the engine's", [sides]);
  memory('memory that it adds', MEMORY_MB);
});
