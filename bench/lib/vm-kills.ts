import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { until } from '../../testing/dockerd.mjs';
import { type Vm, WELCOME } from './vm';

const NOTICED_MS = 2_000;
const HEALED_MS = 300_000;
const FIRST_RECORDS_MS = 60_000;
const MAX_WRITING_MS = 3_000;
const LEAST_RECORDS = 5;
const NAME = 'writer';
/** A record is said to be written only after its fsync. */
const WRITER = `
n=$(busybox wc -l < /kept/records 2> /dev/null); n=$((n + 0))
while :; do
  n=$((n + 1))
  echo "record $n" | busybox dd of=/kept/records oflag=append conv=notrunc,fsync 2> /dev/null || exit 1
  echo $n
done`;

export interface KillRound {
  readonly intact: boolean;
  /** What was acknowledged, and what was found. */
  readonly acknowledged: number;
  readonly found: number;
  readonly noticedMs: number;
  readonly healedMs: number;
}

/** The file holds the records 1, 2, ... without a gap; how many. NaN: it does not. */
function countRecords(text: string): number {
  const lines = text === '' ? [] : text.split('\n');
  return lines.every((line, at) => line === `record ${String(at + 1)}`) ? lines.length : Number.NaN;
}

function startWriter(vm: Vm): { readonly child: ChildProcess; readonly last: () => number } {
  const args = ['-H', vm.machine.state().socketUrl, 'run', '--rm', '--name', NAME, '-v', 'kept:/kept', WELCOME];
  const child = spawn('docker', [...args, 'sh', '-c', WRITER], { stdio: ['ignore', 'pipe', 'ignore'] });
  let last = 0;
  createInterface({ input: child.stdout }).on('line', (line) => (last = Math.max(last, Number(line))));
  return { child, last: () => last };
}

/** Kills QEMU with -9 while records are being written, and waits until Slipway has healed it. */
export async function killOnce(vm: Vm, before: number): Promise<KillRound> {
  const { machine } = vm;
  const writer = startWriter(vm);
  await until(() => writer.last() >= before + LEAST_RECORDS, FIRST_RECORDS_MS, 'records are written');
  await delay(Math.random() * MAX_WRITING_MS);
  const pid = vm.qemuPid();
  const exited = once(writer.child, 'exit');
  const killedAt = performance.now();
  process.kill(pid, 'SIGKILL');
  await until(() => machine.state().power !== 'running', NOTICED_MS, 'it is noticed');
  const noticedMs = performance.now() - killedAt;
  await until(
    () => machine.state().power === 'running' && machine.state().engineReady && vm.qemuPid() !== pid,
    HEALED_MS,
    'it is healed',
  );
  const healedMs = performance.now() - killedAt;
  // Who asks for a start has looked at it: it counts as the first end again.
  await machine.start();
  writer.child.kill('SIGKILL');
  await exited;
  await vm.docker('rm', '-f', NAME).catch(() => undefined);
  const found = countRecords(await vm.docker('run', '--rm', '-v', 'kept:/kept', WELCOME, 'cat', '/kept/records'));
  const acknowledged = writer.last();
  return { intact: found >= acknowledged, acknowledged, found, noticedMs, healedMs };
}
