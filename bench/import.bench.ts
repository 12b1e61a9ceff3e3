// An import of an image and a volume from one engine into another beside `docker save | docker load` and `tar | tar` through
// containers, between the same two engines in the same run, and the main process's memory meanwhile. The sizes in MB may be given:
// `npx tsx bench/import.bench.ts 300 200`.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { startCore } from './lib/core';
import { withEngine } from './lib/engine';
import { median, report, round } from './lib/figures';
import { timed } from './lib/files';

const IMAGE_MB = Number(process.argv[2] ?? 300);
const VOLUME_MB = Number(process.argv[3] ?? 200);
const PAIRS = 3;
const IMAGE = 'slipway/busybox:1';
const BIG = 'bench/big:1';
/** The import also reads the volume at the target, to compare it. */
const GOALS = { image: 1.5, volume: 3 };
const MEMORY_MB = 150;

/** A context of docker's names the source. */
function writeContext(dataDir: string, url: string): void {
  const folder = path.join(dataDir, 'docker/contexts/meta', createHash('sha256').update('source').digest('hex'));
  fs.mkdirSync(folder, { recursive: true });
  const meta = { Name: 'source', Metadata: {}, Endpoints: { docker: { Host: url, SkipTLSVerify: false } } };
  fs.writeFileSync(path.join(folder, 'meta.json'), JSON.stringify(meta));
}

const shell = (line: string): Promise<unknown> => promisify(execFile)('sh', ['-c', line]);

await withEngine(async (source) => {
  await withEngine(async (target) => {
    const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-import-'));
    writeContext(dir, source.url);
    process.env.DOCKER_CONFIG = path.join(dir, 'docker');
    const fill = (file: string, mb: number): string => `dd if=/dev/urandom of=${file} bs=1000000 count=${String(mb)}`;
    await source.docker('run', '--name', 'big', IMAGE, 'sh', '-c', fill('/tmp/f', IMAGE_MB));
    await source.docker('commit', 'big', BIG);
    await source.docker('run', '--rm', '-v', 'big:/v', IMAGE, 'sh', '-c', fill('/v/f', VOLUME_MB));
    const id = await source.docker('image', 'inspect', '-f', '{{.Id}}', BIG);
    const core = await startCore(path.join(dir, 'data'), target.url);
    const { imports } = core.handlers;
    const run = async (wish: object): Promise<void> => {
      await imports.start({ source: 'context:source', images: [], volumes: [], networks: [], ...wish }, core.call);
      for await (const state of imports.run(undefined, core.call)) {
        if (state === null || state.state === 'running') continue;
        if (state.state !== 'done') throw new Error(`The import is ${state.state}`);
        return;
      }
    };
    const memory = (): number => process.memoryUsage().rss / 1e6;
    const before = memory();
    let most = before;
    const watch = setInterval(() => (most = Math.max(most, memory())), 50);
    const times = {
      image: { own: [] as number[], shell: [] as number[] },
      volume: { own: [] as number[], shell: [] as number[] },
    };
    const [from, to] = [`docker -H ${source.url}`, `docker -H ${target.url}`];
    for (let pair = 0; pair < PAIRS; pair += 1) {
      times.image.shell.push(await timed(() => shell(`${from} save ${BIG} | ${to} load`)));
      await target.docker('rmi', '-f', BIG);
      times.image.own.push(await timed(() => run({ images: [{ id, names: [BIG] }] })));
      await target.docker('rmi', '-f', BIG);
      const tar = `${from} run --rm -v big:/v ${IMAGE} tar -C /v -c . | ${to} run --rm -i -v big:/v ${IMAGE} tar -C /v -x`;
      times.volume.shell.push(await timed(() => shell(tar)));
      await target.docker('volume', 'rm', 'big');
      const volume = { name: 'big', to: 'big', replace: false, pause: false };
      times.volume.own.push(await timed(() => run({ volumes: [volume] })));
      await target.docker('volume', 'rm', 'big');
    }
    clearInterval(watch);
    for (const [kind, { own, shell: theirs }] of Object.entries(times)) {
      const ratio = median(own) / median(theirs);
      const goal = kind === 'image' ? GOALS.image : GOALS.volume;
      const mb = kind === 'image' ? IMAGE_MB : VOLUME_MB;
      const words = `${String(round(median(own) / 1000))} s, docker ${String(round(median(theirs) / 1000))} s, ratio ${String(round(ratio))}`;
      report(
        `import of ${kind === 'image' ? 'an image' : 'a volume'} of ${String(mb)} MB, compared`,
        words,
        `<= ${String(goal)} x docker`,
        ratio <= goal,
      );
    }
    const added = most - before;
    report(
      'main process meanwhile',
      `+${String(round(added, 0))} MB`,
      `<= ${String(MEMORY_MB)} MB`,
      added <= MEMORY_MB,
    );
    await core.close();
    fs.rmSync(dir, { recursive: true, force: true });
  });
});
