// Save and load of one image through Slipway beside `docker save` and `docker load` in the same run: time, the main process's CPU
// beside the engine's, and its memory meanwhile. The size in MB may be given: `npx tsx bench/save-load.bench.ts 300`.
import fs from 'node:fs';
import path from 'node:path';
import { withApp } from './lib/app';
import { connectApp } from './lib/app-client';
import { withEngine } from './lib/engine';
import { doOwn, newSides, reportCpu, reportTime, watchMemory } from './lib/beside-docker';
import { cpuSeconds } from './lib/figures';
import { timed } from './lib/files';
import { buildRandom } from './lib/pulls';

const MB = Number(process.argv[2] ?? 300);
const LAYERS = 6;
const PAIRS = 3;
/** What the transfers may add to the main process, MB: buffers that node has not collected yet, whatever the size. */
const MEMORY_MB = 150;
const IMAGE = 'team/big:1';

await withEngine(async (engine) => {
  await buildRandom(engine, IMAGE, LAYERS, MB);
  const [theirs, ours] = ['theirs.tar', 'ours.tar'].map((name) => path.join(engine.dir, name)) as [string, string];
  await withApp(engine.url, async ({ page, pid }) => {
    const app = await connectApp(page);
    const memory = watchMemory(pid, 100);
    const sides = { save: newSides(), load: newSides() };
    const cost = { engine, ownSeconds: () => cpuSeconds(pid) };
    for (let pair = 0; pair < PAIRS; pair += 1) {
      sides.save.cli.push(await timed(() => engine.docker('save', '-o', theirs, IMAGE)));
      await doOwn(sides.save, cost, async () =>
        app.download(await app.wire.call('images.save', { images: [IMAGE] }), ours),
      );
      await engine.docker('rmi', IMAGE);
      sides.load.cli.push(await timed(() => engine.docker('load', '-q', '-i', theirs)));
      await engine.docker('rmi', IMAGE);
      const { size } = fs.statSync(ours);
      await doOwn(sides.load, cost, async () =>
        app.upload(await app.wire.call('images.load', { file: 'ours.tar', size }), ours),
      );
    }
    app.close();
    for (const [name, side] of Object.entries(sides)) {
      reportTime(`${name} of an image of ${String(MB)} MB`, side);
      reportCpu(`${name}: the main process's CPU beside the engine's`, [side]);
    }
    memory('memory that they add to the main process', MEMORY_MB);
  });
});
