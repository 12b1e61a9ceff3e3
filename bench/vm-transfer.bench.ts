// `docker load` and `docker save` of an image of random bytes, and a stream over a published port, each beside the same
// without the machine: `npx tsx bench/vm-transfer.bench.ts [pairs=3] [image MiB=200] [stream MiB=64]`.
import fs from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { freePort } from '../main/services/machine/life/free-port';
import { type Dockerd, startDockerd } from '../testing/dockerd.mjs';
import { cpuSeconds, median, report, round } from './lib/figures';
import { type Vm, waitForWelcome, WELCOME, withVm } from './lib/vm';
import { ended } from './lib/vm-endings';
import { makeRandomImage, onHost, receiveDown, sendUp, streamServer, untilServed } from './lib/vm-transfer';

const [PAIRS = 3, IMAGE_MIB = 200, STREAM_MIB = 64] = process.argv.slice(2).map(Number);
const MIB = 2 ** 20;
const TAG = 'slipway/random:1';

/** What of each second QEMU and this process computed, in cores: at 1 of either, that is what bounds. */
interface Timed {
  readonly ms: number;
  readonly qemuCores: number;
  readonly slipwayCores: number;
}

async function timed(pid: number, work: () => Promise<unknown>): Promise<Timed> {
  const [start, qemu, slipway] = [performance.now(), cpuSeconds(pid), cpuSeconds(process.pid)];
  const told = await work();
  const ms = typeof told === 'number' ? told : performance.now() - start;
  const seconds = (performance.now() - start) / 1000;
  return {
    ms,
    qemuCores: (cpuSeconds(pid) - qemu) / seconds,
    slipwayCores: (cpuSeconds(process.pid) - slipway) / seconds,
  };
}

function tell(name: string, inVm: readonly Timed[], onHostMs: readonly number[], mib: number): void {
  const ms = median(inVm.map((each) => each.ms));
  const ratio = median(inVm.map((each, pair) => each.ms / (onHostMs[pair] ?? Number.NaN)));
  const rate = (duration: number): string => `${String(round((mib * MIB) / 1e3 / duration, 0))} MB/s`;
  const cores = `QEMU ${String(round(median(inVm.map(({ qemuCores }) => qemuCores)), 1))}, Slipway ${String(round(median(inVm.map(({ slipwayCores }) => slipwayCores)), 2))} of a core`;
  const times = `${String(round(ms / 1000))} s / ${String(round(median(onHostMs) / 1000))} s`;
  const value = `${String(round(ratio, 1))} (${times}; ${rate(ms)} and ${rate(median(onHostMs))}; ${cores})`;
  report(name, value, 'reported', true);
}

async function images(vm: Vm, host: Dockerd): Promise<void> {
  const file = makeRandomImage(vm.dir, IMAGE_MIB, TAG);
  const saved = path.join(vm.dir, 'saved.tar');
  const load = { vm: [] as Timed[], host: [] as number[] };
  const save = { vm: [] as Timed[], host: [] as number[] };
  const pid = vm.qemuPid();
  for (let pair = 0; pair < PAIRS; pair++) {
    load.host.push((await timed(host.pid(), () => host.docker('load', '-i', file))).ms);
    load.vm.push(await timed(pid, () => vm.docker('load', '-i', file)));
    save.host.push((await timed(host.pid(), () => host.docker('save', '-o', saved, TAG))).ms);
    save.vm.push(await timed(pid, () => vm.docker('save', '-o', saved, TAG)));
    if (fs.statSync(saved).size < IMAGE_MIB * MIB) throw new Error('docker save saved too little');
    for (const engine of [host, vm]) await engine.docker('rmi', TAG);
  }
  tell(`docker load of ${String(IMAGE_MIB)} MiB through the VM / host dockerd`, load.vm, load.host, IMAGE_MIB);
  tell(`docker save of ${String(IMAGE_MIB)} MiB through the VM / host dockerd`, save.vm, save.host, IMAGE_MIB);
}

async function streams(vm: Vm): Promise<void> {
  const bytes = STREAM_MIB * MIB;
  const inside = { up: 5000, down: 5001 };
  const ports = { up: await freePort(null), down: await freePort(null) };
  const published = (['up', 'down'] as const).flatMap((way) => [
    '-p',
    `127.0.0.1:${String(ports[way])}:${String(inside[way])}`,
  ]);
  await vm.docker('run', '-d', '--name', 'stream', ...published, WELCOME, 'sh', '-c', streamServer(inside, bytes));
  await onHost(bytes, async (bare) => {
    await Promise.all([untilServed(ports), untilServed(bare)]);
    const pid = vm.qemuPid();
    const up = { vm: [] as Timed[], host: [] as number[] };
    const down = { vm: [] as Timed[], host: [] as number[] };
    for (let pair = 0; pair < PAIRS; pair++) {
      up.host.push(await sendUp(bare.up, bytes));
      up.vm.push(await timed(pid, () => sendUp(ports.up, bytes)));
      down.host.push(await receiveDown(bare.down, bytes));
      down.vm.push(await timed(pid, () => receiveDown(ports.down, bytes)));
    }
    tell('published port, bytes into a container / host loopback', up.vm, up.host, STREAM_MIB);
    tell('published port, bytes out of a container / host loopback', down.vm, down.host, STREAM_MIB);
  });
  await vm.docker('rm', '-f', 'stream');
}

await withVm(async (vm) => {
  await vm.machine.start();
  await waitForWelcome(vm);
  await streams(vm);
  const host = await startDockerd({ onDisk: true });
  await ended(host.remove, () => images(vm, host));
});
