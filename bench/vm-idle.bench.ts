// What the machine costs while nobody needs it, and how fast it is back from a pause:
// `npx tsx bench/vm-idle.bench.ts [settle seconds=60] [seconds=30] [pauses=20]`.
import http from 'node:http';
import { performance } from 'node:perf_hooks';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { until } from '../testing/dockerd.mjs';
import { cpuSeconds, median, pssMb, quantile, report, round } from './lib/figures';
import { type Vm, waitForWelcome, withVm } from './lib/vm';

const [SETTLE_S = 60, SECONDS = 30, PAUSES = 20] = process.argv.slice(2).map(Number);
const FIGURES_MS = 20_000;
const MAX_ASLEEP_MS = 3_000;
const ANSWER_MS = 10_000;
const GOALS = { memoryMb: 150, cpuPercent: 3, resumeMs: 1_000 } as const;

async function cpuPercent(vm: Vm): Promise<number> {
  const pid = vm.qemuPid();
  const [cpu, start] = [cpuSeconds(pid), performance.now()];
  await delay(SECONDS * 1000);
  return (100 * (cpuSeconds(pid) - cpu)) / ((performance.now() - start) / 1000);
}

/** As while the page shows the machine: somebody listens to its state. */
async function watched<T>({ machine }: Vm, work: () => Promise<T>): Promise<T> {
  const stop = machine.onState(() => undefined);
  machine.setVisible(true);
  try {
    return await work();
  } finally {
    stop();
  }
}

async function memory(vm: Vm): Promise<void> {
  const figures = await watched(vm, async () => {
    await until(() => vm.machine.state().figures !== null, FIGURES_MS, 'the guest tells its figures');
    return vm.machine.state().figures;
  });
  const mb = (figures?.guestMemoryUsedBytes ?? Number.NaN) / 1e6;
  const all = round((figures?.guestMemoryTotalBytes ?? Number.NaN) / 1e6, 0);
  const value = `${String(round(mb, 0))} MB of ${String(all)} MB (QEMU itself: PSS ${String(round(pssMb(vm.qemuPid()), 0))} MB)`;
  report('guest memory used at idle', value, `<= ${String(GOALS.memoryMb)} MB`, mb <= GOALS.memoryMb);
}

async function cpu(vm: Vm): Promise<void> {
  const alone = await cpuPercent(vm);
  const shown = await watched(vm, () => cpuPercent(vm));
  const percent = (value: number): string => `${String(round(value, 1))} %`;
  const accelerator = vm.machine.state().accelerator ?? '';
  const value = `${percent(alone)} of a core over ${String(SECONDS)} s (${accelerator}; ${percent(shown)} with its page open)`;
  report("QEMU's CPU at idle", value, `<= ${String(GOALS.cpuPercent)} %`, alone <= GOALS.cpuPercent);
}

/** `OK` of the engine, over a connection that `agent` keeps, or a new one. */
const ping = ({ socket }: Vm, agent: http.Agent | false): Promise<string> =>
  new Promise((resolve, reject) => {
    const request = http.get({ socketPath: socket, path: '/_ping', agent, timeout: ANSWER_MS }, (response) => {
      text(response).then(resolve, reject);
    });
    request.once('timeout', () => request.destroy(new Error(`no answer in ${String(ANSWER_MS / 1000)} s`)));
    request.once('error', reject);
  });

async function resumes(vm: Vm, name: string, agent: http.Agent | false): Promise<void> {
  const times: number[] = [];
  await ping(vm, agent);
  for (let pause = 0; pause < PAUSES; pause++) {
    await vm.machine.pause();
    await delay(Math.random() * MAX_ASLEEP_MS);
    const start = performance.now();
    const answer = await ping(vm, agent).catch((error: unknown) => String(error));
    times.push(performance.now() - start);
    if (answer !== 'OK') {
      report(name, `/_ping number ${String(pause + 1)} answered: ${answer}`, 'OK', false);
      return;
    }
  }
  const ms = (value: number): string => `${String(round(value, 0))} ms`;
  const slowest = Math.max(...times);
  const value = `p50 ${ms(median(times))}, p95 ${ms(quantile(times, 0.95))}, slowest ${ms(slowest)} of ${String(PAUSES)}`;
  report(name, value, `<= ${ms(GOALS.resumeMs)}`, slowest <= GOALS.resumeMs);
}

await withVm(async (vm) => {
  await vm.machine.start();
  await waitForWelcome(vm);
  await delay(SETTLE_S * 1000);
  await cpu(vm);
  await memory(vm);
  await resumes(vm, 'from pause to an answered /_ping, new connection', false);
  const kept = new http.Agent({ keepAlive: true });
  await resumes(vm, 'from pause to an answered /_ping, connection from before', kept);
  kept.destroy();
});
