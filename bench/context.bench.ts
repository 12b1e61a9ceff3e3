// The look through a build context of 200,000 files beside the time in which `docker build` without BuildKit has sent it, in the
// same run, and Slipway's memory meanwhile. The number of files may be given: `npx tsx bench/context.bench.ts 20000`.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startCapture } from '../main/services/builds/testing/capture';
import { withApp } from './lib/app';
import { withEngine } from './lib/engine';
import { timed } from './lib/files';
import { median, report, round } from './lib/figures';
import { connectClient } from './lib/wire-client';

const FILES = Number(process.argv[2] ?? 200_000);
const PER_FOLDER = 100;
const PAIRS = 3;
const GOAL = 1.2;
const MEMORY_MB = 100;
const IGNORED = '*.tmp\n**/node_modules\n!keep/node_modules/x\n**/[Tt]emp*\n';

/** Every eleventh file is left out. */
function plant(folder: string): void {
  fs.writeFileSync(path.join(folder, 'Dockerfile'), 'FROM scratch\nCOPY . /\n');
  fs.writeFileSync(path.join(folder, '.dockerignore'), IGNORED);
  for (let file = 0; file < FILES; file += 1) {
    const inner = path.join(folder, `folder-${String(Math.floor(file / PER_FOLDER))}/src`);
    if (file % PER_FOLDER === 0) fs.mkdirSync(inner, { recursive: true });
    fs.writeFileSync(
      path.join(inner, `${file % 11 === 0 ? 'temp' : 'file'}-${String(file)}.ts`),
      `export const x = ${String(file)};\n`,
    );
  }
}

/** Resident set of a process, MB. */
const rssMb = (pid: number): number =>
  (Number(/^VmRSS:\s+(\d+) kB/m.exec(fs.readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1]) * 1024) / 1e6;

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-bench-context-'));
const capture = await startCapture();
try {
  plant(folder);
  await withEngine((engine) =>
    withApp(engine.url, async ({ page, pid }) => {
      const client = await connectClient(page);
      const place = { folder, dockerfile: path.join(folder, 'Dockerfile'), classic: true };
      const before = rssMb(pid);
      let most = before;
      const watch = setInterval(() => (most = Math.max(most, rssMb(pid))), 50);
      const scan = async (): Promise<void> => {
        let files = 0;
        for await (const told of client.stream('builds.scan', place)) files = told.complete ? told.files : 0;
        if (files !== FILES - Math.ceil(FILES / 11) + 2) throw new Error(`${String(files)} files were seen`);
      };
      const [sent, own]: [number[], number[]] = [[], []];
      for (let pair = 0; pair < PAIRS; pair += 1) {
        sent.push(await capture.timeToSend(folder));
        own.push(await timed(scan));
      }
      clearInterval(watch);
      client.close();
      const ratio = median(own) / median(sent);
      const words = `${round(median(own) / 1000)} s, docker build ${round(median(sent) / 1000)} s, ratio ${round(ratio)}`;
      report(`scan of a context of ${FILES} files`, words, `<= ${GOAL} x docker build`, ratio <= GOAL);
      const more = most - before;
      report('more memory of Slipway meanwhile', `${round(more, 0)} MB`, `<= ${MEMORY_MB} MB`, more <= MEMORY_MB);
    }),
  );
} finally {
  await capture.close();
  fs.rmSync(folder, { recursive: true, force: true });
}
