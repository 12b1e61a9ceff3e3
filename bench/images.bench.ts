// 5,000 images of a real engine: reload to painted list beside `docker images`, row nodes, and frames while it is scrolled and
// tags come and go, beside a list of as many containers.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { tarHead, tarTail } from '../main/services/helpers/tar/writer';
import type { Dockerd } from '../testing/dockerd.mjs';
import { reloadToPainted as containersToPainted, withApp } from './lib/app';
import { withEngine } from './lib/engine';
import { mean, median, quantile, report, round } from './lib/figures';
import { recordEngine, replay } from './lib/recorded-engine';
import { frameGaps } from './lib/frame-gaps';

const IMAGES = 5000;
const PAIRS = 5;
/** As a hand on a wheel does it. */
const SCROLLED = { ms: 8000, speed: 3 };
const CHANGE_MS = 200;
const CLI_BUFFER = 64 * 1024 * 1024;

const file = (name: string, content: Buffer): Buffer =>
  Buffer.concat([
    tarHead({ ...{ name, size: content.length, mode: 0o644, uid: 0, gid: 0, mtime: 0 }, xattrs: new Map() }),
    content,
    Buffer.alloc((512 - (content.length % 512)) % 512),
  ]);

/** Many images of one small layer, as one saved tar. */
function manyImages(count: number): Buffer {
  const layer = Buffer.concat([file('hello', Buffer.from('hello\n')), tarTail(0)]);
  const digest = createHash('sha256').update(layer).digest('hex');
  const manifest: object[] = [];
  const parts = [file('layer.tar', layer)];
  for (let at = 0; at < count; at += 1) {
    const config = {
      ...{ architecture: 'amd64', os: 'linux', created: new Date(1.7e12 + at * 60_000).toISOString() },
      config: { Cmd: ['/hello'], Labels: { number: String(at), tier: 'bench' } },
      rootfs: { type: 'layers', diff_ids: [`sha256:${digest}`] },
    };
    parts.push(file(`${String(at)}.json`, Buffer.from(JSON.stringify(config))));
    const tag = `team-${String(at % 250)}/app:${String(at)}`;
    manifest.push({ Config: `${String(at)}.json`, RepoTags: [tag], Layers: ['layer.tar'] });
  }
  return Buffer.concat([...parts, file('manifest.json', Buffer.from(JSON.stringify(manifest))), tarTail(0)]);
}

async function reloadToPainted(page: Page): Promise<number> {
  await page.reload({ waitUntil: 'commit' });
  return page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          const grid = document.querySelector('[role=grid][aria-label=Images]');
          if (Number(grid?.getAttribute('aria-rowcount')) > wanted)
            requestAnimationFrame(() => setTimeout(() => resolve(performance.now()), 0));
          else requestAnimationFrame(look);
        };
        look();
      }),
    IMAGES,
  );
}

/** As many containers of a recorded API, one of which starts or stops as often as the tags change. */
async function scrolledContainers(engine: Dockerd): Promise<number[]> {
  const recorded = await replay(await recordEngine(engine), IMAGES);
  let gaps: number[] = [];
  await withApp(
    recorded.url,
    async ({ page }) => {
      await containersToPainted(page, IMAGES);
      let next = 0;
      const timer = setInterval(() => recorded.toggle(next++ % 40), CHANGE_MS);
      gaps = await frameGaps(page.getByRole('grid', { name: 'Containers' }), SCROLLED);
      clearInterval(timer);
    },
    { containers: { grouped: false } },
  );
  recorded.close();
  return gaps;
}

/** Tags come and go until it is stopped. */
function changing(engine: Dockerd): () => Promise<void> {
  const ending = new AbortController();
  const done = (async () => {
    for (let count = 0; !ending.signal.aborted; count += 1) {
      await engine.docker('tag', 'team-1/app:1', `changing:${String(count)}`);
      await new Promise((resolve) => setTimeout(resolve, CHANGE_MS));
    }
  })();
  return () => {
    ending.abort();
    return done;
  };
}

const scrolled = { images: [] as number[], containers: [] as number[] };

await withEngine(async (engine) => {
  const tar = path.join(engine.dir, 'many.tar');
  fs.writeFileSync(tar, manyImages(IMAGES));
  execFileSync('docker', ['-H', engine.url, 'load', '--quiet', '--input', tar], {
    maxBuffer: CLI_BUFFER,
    stdio: 'pipe',
  });
  await withApp(engine.url, async ({ page }) => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Images' }).click();
    await reloadToPainted(page);
    const ours: number[] = [];
    const cli: number[] = [];
    for (let pair = 0; pair < PAIRS; pair += 1) {
      const began = performance.now();
      execFileSync('docker', ['-H', engine.url, 'images'], { maxBuffer: CLI_BUFFER });
      cli.push(performance.now() - began);
      ours.push(await reloadToPainted(page));
    }
    const ratio = median(ours) / median(cli);
    const detail = `${String(round(median(ours), 0))} ms from reload to painted, docker images ${String(round(median(cli), 0))} ms`;
    report('5,000 images painted / docker images', `${String(round(ratio))} (${detail})`, '<= 3', ratio <= 3);
    const nodes = await page.getByRole('grid', { name: 'Images' }).getByRole('row').count();
    report('rows in the document with 5,000 images', String(nodes), '<= 300', nodes <= 300);
    const stop = changing(engine);
    scrolled.images = await frameGaps(page.getByRole('grid', { name: 'Images' }), SCROLLED);
    await stop();
  });
  scrolled.containers = await scrolledContainers(engine);
});

const [images, containers] = [scrolled.images, scrolled.containers].map((gaps) => mean(gaps)) as [number, number];
const words = ([name, gaps]: [string, number[]]): string =>
  `${name} mean ${String(round(mean(gaps), 1))}, p50 ${String(round(median(gaps), 1))}, p95 ${String(round(quantile(gaps, 0.95), 1))} ms`;
const detail = Object.entries(scrolled).map(words).join('; ');
report(
  'frame while 5,000 images are scrolled and change / containers',
  `${String(round(images / containers))} (${detail})`,
  '<= 1.1',
  images / containers <= 1.1,
);
