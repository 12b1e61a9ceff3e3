// Export and import of a volume through Slipway beside `docker run -v … tar` piped in the shell in the same run, and the main
// process's memory meanwhile; the import also of a file that is read where it lies, as the desktop app does. The size in MB may be given: `npx tsx bench/volume.bench.ts 1000`.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { withApp } from './lib/app';
import { startCore } from './lib/core';
import { withEngine } from './lib/engine';
import { median, pssMb, report, round } from './lib/figures';
import { timed } from './lib/files';
import { connectVolumes, inShell } from './lib/volumes';

const MB = Number(process.argv[2] ?? 1000);
const PAIRS = 3;
/** What the transfers may add to the main process, MB: buffers that node has not collected yet, whatever the size. */
const MEMORY_MB = 150;
const GOAL = 0.8;

const rate = (times: readonly number[]): number => (MB * 1000) / median(times);
const words = (times: readonly number[]): string => `${String(round(rate(times), 0))} MB/s`;

await withEngine(async (engine) => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-volume-'));
  const fill = `for i in 0 1 2 3 4 5 6 7 8 9; do dd if=/dev/urandom of=/v/f$i bs=100000 count=${String(MB)} 2>/dev/null; done`;
  await engine.docker('run', '--rm', '-v', 'big:/v', 'slipway/busybox:1', 'sh', '-c', fill);
  const shellTar = path.join(dir, 'shell.tar');
  const ownTar = path.join(dir, 'own.tar');
  await withApp(engine.url, async ({ page, pid }) => {
    const client = await connectVolumes(page);
    const before = pssMb(pid);
    let most = before;
    const watch = setInterval(() => (most = Math.max(most, pssMb(pid))), 100);
    const out = { shell: [] as number[], own: [] as number[] };
    const into = { shell: [] as number[], own: [] as number[] };
    const placed: number[] = [];
    const core = await startCore(path.join(dir, 'data'), engine.url);
    const remove = async (name: string): Promise<unknown> => engine.docker('volume', 'rm', name);
    try {
      for (let pair = 0; pair < PAIRS; pair += 1) {
        out.shell.push(
          await timed(() => inShell(engine, `run --rm -v big:/v slipway/busybox:1 tar -C /v -c . > ${shellTar}`)),
        );
        out.own.push(await timed(() => client.download('big', ownTar)));
        into.shell.push(
          await timed(() => inShell(engine, `run --rm -i -v theirs:/v slipway/busybox:1 tar -C /v -x < ${shellTar}`)),
        );
        await remove('theirs');
        into.own.push(await timed(() => client.upload('ours', ownTar)));
        await remove('ours');
        placed.push(
          await timed(async () => {
            const wish = { name: 'placed', fresh: true, empty: false, pause: false, sha256: null };
            const size = fs.statSync(ownTar).size;
            await core.send(await core.handlers.volumes.import({ ...wish, size }, core.call), ownTar);
          }),
        );
        await remove('placed');
      }
    } finally {
      clearInterval(watch);
      client.close();
      await core.close();
    }
    const imports = { import: into, 'import from its place': { shell: into.shell, own: placed } };
    for (const [name, times] of Object.entries({ export: out, ...imports })) {
      const ratio = rate(times.own) / rate(times.shell);
      const sides = `${words(times.own)}, docker run tar ${words(times.shell)}, ratio ${String(round(ratio))}`;
      report(`${name} of a volume of ${String(MB)} MB`, sides, `>= ${String(GOAL)} x docker run tar`, ratio >= GOAL);
    }
    const added = most - before;
    const memory = `${String(round(added, 0))} MB`;
    report('memory that they add to the main process', memory, `<= ${String(MEMORY_MB)} MB`, added <= MEMORY_MB);
  });
  fs.rmSync(dir, { recursive: true, force: true });
});
