// A tar, and a look at each file as `git status` does, of a shared folder with many small files in a container, beside the
// same on the host: `npx tsx bench/vm-shares.bench.ts [pairs=1] [files=20000]`. Also in a volume of the machine, which tells
// what of it is the sharing. A quarter of an hour under emulation.
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { median, report, round } from './lib/figures';
import { type Vm, waitForWelcome, WELCOME, withVm } from './lib/vm';

const [PAIRS = 1, FILES = 20_000] = process.argv.slice(2).map(Number);
const FILES_A_FOLDER = 100;
const FILE_BYTES = 700;
/** What /proc/uptime can tell apart. */
const CLOCK_S = 0.01;

/** Each prints what it has seen: bytes, names. */
const WORK = {
  tar: 'busybox tar -cf - . | busybox wc -c',
  // Each file's times are asked for.
  walk: 'busybox find . -type f ! -newer . | busybox wc -l',
} as const;
type Work = keyof typeof WORK;

function makeFiles(folder: string): void {
  for (let file = 0; file < FILES; file++) {
    const below = path.join(folder, `folder-${String(Math.floor(file / FILES_A_FOLDER))}`);
    if (file % FILES_A_FOLDER === 0) fs.mkdirSync(below, { recursive: true });
    fs.writeFileSync(path.join(below, `file-${String(file)}.txt`), `${String(file)}\n`.padEnd(FILE_BYTES, 'x'));
  }
  // The newest of all.
  fs.utimesSync(folder, new Date(), new Date(Date.now() + 1000));
}

/** Timed where it runs, so that neither `docker exec` nor the host's clock is in it. */
const script = (folder: string, work: Work): string =>
  `cd '${folder}'; read start rest < /proc/uptime; seen=$(${WORK[work]}); read end rest < /proc/uptime; echo $start $end $seen`;

/** Seconds. */
function secondsOf(said: string, work: Work): number {
  const [start = Number.NaN, end = Number.NaN, seen = 0] = said.trim().split(' ').map(Number);
  if (work === 'walk' ? seen !== FILES : seen < FILES * FILE_BYTES) throw new Error(`the ${work} saw ${String(seen)}`);
  return Math.max(CLOCK_S, end - start);
}

const onHost = async (folder: string, work: Work): Promise<number> =>
  secondsOf((await promisify(execFile)('busybox', ['sh', '-c', script(folder, work)])).stdout, work);

const inContainer = async (vm: Vm, folder: string, work: Work): Promise<number> =>
  secondsOf(await vm.docker('exec', 'files', 'busybox', 'sh', '-c', script(folder, work)), work);

function tell(work: Work, first: number, times: Record<'share' | 'volume' | 'host', number[]>): void {
  const { share, volume, host } = times;
  const ratio = median(share.map((seconds, pair) => seconds / (host[pair] ?? Number.NaN)));
  const s = (value: number): string => `${String(round(value))} s`;
  const value = `${String(round(ratio, 0))} (${s(median(share))} / ${s(median(host))}; the first time ${s(first)}; in a volume of the VM ${s(median(volume))})`;
  report(`${work} of ${String(FILES)} files in a shared folder / on the host`, value, 'reported', true);
}

await withVm(async (vm) => {
  const folder = path.join(vm.home, 'files');
  makeFiles(folder);
  await vm.machine.start();
  await waitForWelcome(vm);
  const mounts = ['-v', `${folder}:/share`, '-v', 'copy:/volume'];
  await vm.docker('run', '-d', '--name', 'files', ...mounts, WELCOME, 'busybox', 'sleep', '100000');
  await vm.docker('cp', `${folder}/.`, 'files:/volume');
  for (const work of ['walk', 'tar'] as const) {
    const first = await inContainer(vm, '/share', work);
    const times: Parameters<typeof tell>[2] = { share: [], volume: [], host: [] };
    for (let pair = 0; pair < PAIRS; pair++) {
      times.host.push(await onHost(folder, work));
      times.share.push(await inContainer(vm, '/share', work));
      times.volume.push(await inContainer(vm, '/volume', work));
    }
    tell(work, first, times);
  }
  await vm.docker('rm', '-f', 'files');
});
