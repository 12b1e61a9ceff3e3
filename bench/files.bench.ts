// Bulk bytes through Slipway beside `docker cp` in the same run, and in Chromium beside a server that does nothing else; the
// main process's memory meanwhile; and a listing of a folder with 100,000 entries.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { withApp } from './lib/app';
import { withEngine } from './lib/engine';
import { median, pssMb, report, round } from './lib/figures';
import { downloadInPage, listed, prepareFiles, timed, uploadFromPage } from './lib/files';
import { startBareServer } from './lib/files-bare';
import { connectFiles } from './lib/files-client';

const MB = 500;
const ENTRIES = 100_000;
const PAIRS = 5;
/** What 10 GB of transfers may add to the main process, MB: buffers that node has not collected yet, whatever the size. */
const MEMORY_MB = 150;

const rate = (times: readonly number[]): number => (MB * 1000) / median(times);
const words = (times: readonly number[]): string => `${String(round(rate(times), 0))} MB/s`;

await withEngine(async (engine) => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-files-'));
  const id = await prepareFiles(engine, MB, ENTRIES);
  const source = path.join(dir, 'source');
  const target = path.join(dir, 'target');
  await engine.docker('cp', 'files:/big', source);
  await withApp(engine.url, async ({ page, pid }) => {
    const browser = page.context().browser();
    if (browser === null) throw new Error('no browser');
    const bare = await startBareServer(browser, source);
    const client = await connectFiles(page);
    const before = pssMb(pid);
    let most = before;
    const watch = setInterval(() => (most = Math.max(most, pssMb(pid))), 100);
    const down = { cli: [] as number[], client: [] as number[], page: [] as number[], bare: [] as number[] };
    const up = { cli: [] as number[], client: [] as number[], page: [] as number[], bare: [] as number[] };
    try {
      for (let pair = 0; pair < PAIRS; pair += 1) {
        down.cli.push(await timed(() => engine.docker('cp', 'files:/big', target)));
        down.client.push(await client.download(id, '/big', target));
        down.page.push(await downloadInPage(page, id, '/big', target));
        down.bare.push(await bare.download());
        up.cli.push(await timed(() => engine.docker('cp', source, 'files:/up-cli')));
        up.client.push(await client.upload(id, source));
        up.page.push(await uploadFromPage(page, source));
        up.bare.push(await bare.upload(source));
      }
    } finally {
      clearInterval(watch);
      client.close();
      await bare.close();
    }
    for (const [name, times] of Object.entries({ download: down, upload: up })) {
      const ratio = rate(times.client) / rate(times.cli);
      const met = rate(times.client) >= 100 || ratio >= 0.8;
      const sides = `${words(times.client)}, docker cp ${words(times.cli)}, ratio ${String(round(ratio))}`;
      report(`${name} of ${String(MB)} MB by an HTTP client`, sides, '>= 100 MB/s or >= 0.8 x docker cp', met);
      const inPage = `${words(times.page)}, bare server ${words(times.bare)}, ratio ${String(round(rate(times.page) / rate(times.bare)))}`;
      report(`${name} of ${String(MB)} MB in Chromium`, inPage, '>= 100 MB/s', rate(times.page) >= 100);
    }
    const added = most - before;
    const memory = `${String(round(added, 0))} MB`;
    report('memory that transfers add to the main process', memory, `<= ${String(MEMORY_MB)} MB`, added <= MEMORY_MB);
    const cli = await timed(() => engine.docker('exec', 'files', 'ls', '-la', '/many'));
    const first = await listed(page, '/many', ENTRIES);
    const again = await listed(page, '/many', ENTRIES);
    const seconds = (ms: number): string => `${String(round(ms / 1000))} s`;
    const listing = `${seconds(first)}, again ${seconds(again)}; ls -la in the container ${seconds(cli)}`;
    report(`${String(ENTRIES)} entries listed in the page`, listing, '<= 10 s', first <= 10_000);
  });
  fs.rmSync(dir, { recursive: true, force: true });
});
