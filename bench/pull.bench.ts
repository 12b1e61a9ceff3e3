// Pull and push of one image through Slipway beside `docker pull` and `docker push` in the same run, with the registry on this
// machine: time, the main process's CPU beside the engine's, and its memory meanwhile. The size in MB may be given:
// `npx tsx bench/pull.bench.ts 300`.
import { startRegistry } from '../testing/registry.mjs';
import { withApp } from './lib/app';
import { withEngine } from './lib/engine';
import { doOwn, newSides, reportCpu, reportTime, watchMemory } from './lib/beside-docker';
import { cpuSeconds } from './lib/figures';
import { timed } from './lib/files';
import { buildRandom, connectPulls } from './lib/pulls';

const MB = Number(process.argv[2] ?? 300);
const LAYERS = 6;
const PAIRS = 3;
/** What a transfer may add to the main process, MB: nothing of the image passes through it. */
const MEMORY_MB = 50;

await withEngine(async (engine) => {
  const registry = await startRegistry(engine);
  const tag = (of: string): string => `${registry.host}/${of}/big:1`;
  await buildRandom(engine, tag('pull'), LAYERS, MB);
  await engine.docker('push', '-q', tag('pull'));
  await engine.docker('rmi', tag('pull'));
  try {
    await withApp(engine.url, async ({ page, pid }) => {
      const client = await connectPulls(page);
      const memory = watchMemory(pid, 100);
      const sides = { pull: newSides(), push: newSides() };
      const cost = { engine, ownSeconds: () => cpuSeconds(pid) };
      for (let pair = 0; pair < PAIRS; pair += 1) {
        sides.pull.cli.push(await timed(() => engine.docker('pull', tag('pull'))));
        await engine.docker('rmi', tag('pull'));
        await doOwn(sides.pull, cost, () => client.pull(tag('pull')));
        await engine.docker('rmi', tag('pull'));
        for (const who of ['cli', 'own'] as const) {
          // Other bytes each time: the registry keeps what it has seen, and an engine knows where it has pushed a layer.
          const fresh = tag(`${who}${String(pair)}`);
          await buildRandom(engine, fresh, LAYERS, MB);
          if (who === 'cli') sides.push.cli.push(await timed(() => engine.docker('push', fresh)));
          else await doOwn(sides.push, cost, () => client.push(fresh));
          await engine.docker('rmi', fresh);
        }
      }
      client.close();
      for (const [name, side] of Object.entries(sides)) reportTime(`${name} of an image of ${String(MB)} MB`, side);
      reportCpu("the main process's CPU beside the engine's", Object.values(sides));
      memory('memory that they add to the main process', MEMORY_MB);
    });
  } finally {
    await registry.remove();
  }
});
