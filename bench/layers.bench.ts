// The first tree of an image of 1 GB and 100,000 files beside `docker save | tar t` of it in the same run, and Slipway's memory
// meanwhile. The size in MB may be given: `npx tsx bench/layers.bench.ts 200`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import type { Dockerd } from '../testing/dockerd.mjs';
import { withApp } from './lib/app';
import { withEngine } from './lib/engine';
import { timed } from './lib/files';
import { median, report, round } from './lib/figures';
import { connectLayers } from './lib/layers';
import { inShell } from './lib/volumes';

const MB = Number(process.argv[2] ?? 1000);
const FILES = 100_000;
const PER_FOLDER = 100;
const PAIRS = 3;
const GOAL = 1.3;
const MEMORY_MB = 300;

const BLOCK = 512;

/** A header as GNU tar writes it. */
function header(name: string, size: number, flag: string): Buffer {
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0, 'latin1');
  block.write('0000644\x000000000\x000000000\0', 100, 'latin1');
  block.write(`${size.toString(8).padStart(11, '0')}\x0014000000000\0        ${flag}`, 124, 'latin1');
  block.write('ustar\x0000', 257, 'latin1');
  const sum = block.reduce((all, byte) => all + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

/** An image of one layer. */
async function importImage(engine: Dockerd, tag: string): Promise<void> {
  const size = Math.floor((MB * 1e6) / FILES);
  const noise = randomBytes(1 << 20);
  const child = spawn('docker', ['-H', engine.url, 'import', '-', tag], { stdio: ['pipe', 'ignore', 'inherit'] });
  const write = async (piece: Buffer): Promise<void> => {
    if (!child.stdin.write(piece)) await once(child.stdin, 'drain');
  };
  for (let file = 0; file < FILES; file += 1) {
    const folder = `data/folder-${String(Math.floor(file / PER_FOLDER)).padStart(4, '0')}`;
    if (file % PER_FOLDER === 0) await write(header(`${folder}/`, 0, '5'));
    const from = (file * 977) % (noise.length - size);
    const rest = Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
    await write(
      Buffer.concat([header(`${folder}/file-${String(file)}`, size, '0'), noise.subarray(from, from + size), rest]),
    );
  }
  child.stdin.end(Buffer.alloc(2 * BLOCK));
  await once(child, 'exit');
}

/** Resident set of a process, MB. */
const rssMb = (pid: number): number =>
  (Number(/^VmRSS:\s+(\d+) kB/m.exec(fs.readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1]) * 1024) / 1e6;

await withEngine(async (engine) => {
  // Another tag is another image: what is known of one is not read again.
  const tags = Array.from({ length: PAIRS }, (_, index) => `bench:${String(index)}`);
  for (const tag of tags) await importImage(engine, tag);
  await withApp(engine.url, async ({ page, pid }) => {
    const client = await connectLayers(page);
    let most = rssMb(pid);
    const watch = setInterval(() => (most = Math.max(most, rssMb(pid))), 50);
    const [shell, own]: [number[], number[]] = [[], []];
    for (const tag of tags) {
      shell.push(await timed(() => inShell(engine, `save ${tag} | tar t`)));
      own.push(await timed(() => client.firstTree(tag)));
    }
    clearInterval(watch);
    client.close();
    const ratio = median(own) / median(shell);
    const words = `${round(median(own) / 1000)} s, docker save | tar t ${round(median(shell) / 1000)} s, ratio ${round(ratio)}`;
    report(
      `first tree of an image of ${MB} MB and ${FILES} files`,
      words,
      `<= ${GOAL} x docker save | tar t`,
      ratio <= GOAL,
    );
    report('memory of Slipway meanwhile', `${round(most, 0)} MB`, `<= ${MEMORY_MB} MB`, most <= MEMORY_MB);
  });
});
