// What must not go wrong, many times over: `npx tsx bench/vm-hardship.bench.ts [kills|pids|ports] [count]`; all three with
// their own counts without arguments.
import { quantile, report, round } from './lib/figures';
import { waitForWelcome, withVm, withVmDir } from './lib/vm';
import { killOnce, type KillRound } from './lib/vm-kills';
import { portRange } from './lib/vm-port-range';
import { reusedPids } from './lib/vm-reused-pid';

const COUNTS = { kills: 20, pids: 10, ports: 200 } as const;
type Part = keyof typeof COUNTS;
/** Nobody else should listen there. */
const FIRST_PORT = 21_000;
const NOTICED_MS = 2_000;

const seconds = (ms: number): string => `${String(round(ms / 1000, 1))} s`;

const kills = (count: number): Promise<void> =>
  withVm(
    async (vm) => {
      await vm.machine.start();
      await waitForWelcome(vm);
      const rounds: KillRound[] = [];
      for (let round = 0; round < count; round++) {
        const last = await killOnce(vm, rounds.at(-1)?.found ?? 0);
        rounds.push(last);
        const { acknowledged, found, noticedMs, healedMs } = last;
        process.stdout.write(
          `${String(round + 1)}: ${String(acknowledged)} records acknowledged, ${String(found)} found; noticed in ${String(Math.round(noticedMs))} ms, healed in ${seconds(healedMs)}\n`,
        );
        if (Number.isNaN(found)) break;
      }
      const intact = rounds.filter(({ intact }) => intact).length;
      const all = rounds.at(-1)?.acknowledged ?? 0;
      const value = `${String(intact)} of ${String(count)} (${String(all)} records)`;
      report(
        'kill -9 of QEMU, fsynced records intact',
        value,
        `${String(count)} of ${String(count)}`,
        intact === count,
      );
      const noticed = rounds.map(({ noticedMs }) => noticedMs);
      const healed = rounds.map(({ healedMs }) => healedMs);
      const slowest = Math.max(...noticed);
      const times = `slowest ${String(Math.round(slowest))} ms; healed p50 ${seconds(quantile(healed, 0.5))}, slowest ${seconds(Math.max(...healed))}`;
      report('kill -9 of QEMU noticed', times, `<= ${String(NOTICED_MS)} ms`, slowest <= NOTICED_MS);
    },
    { memoryMiB: 1024 },
  );

const pids = (count: number): Promise<void> =>
  withVmDir(async (dir) => {
    const survived = await reusedPids(dir, count);
    const value = `${String(survived)} of ${String(count)}`;
    report(
      "a stranger with QEMU's number is left alone, and the machine starts",
      value,
      `${String(count)} of ${String(count)}`,
      survived === count,
    );
  });

/** With an address, a rule in the guest is needed for each port, too. */
const ADDRESSES = ['', '127.0.0.1:'] as const;

const ports = (count: number): Promise<void> =>
  withVm(async (vm) => {
    await vm.machine.start();
    await waitForWelcome(vm);
    for (const address of ADDRESSES) {
      const { runMs, thereMs, answering, goneMs, left } = await portRange(vm, address, FIRST_PORT, count);
      const name = `-p ${address}<${String(count)} ports>`;
      const there = `${seconds(thereMs)} after docker run (which took ${seconds(runMs)}), ${String(answering)} answer`;
      report(`${name} forwarded`, there, 'all', answering === count);
      const gone = `${seconds(goneMs)} after docker stop, ${String(left)} left`;
      report(`${name} removed`, gone, 'none left', left === 0);
    }
  });

const PARTS: Readonly<Record<Part, (count: number) => Promise<void>>> = { kills, pids, ports };
const [only, count] = process.argv.slice(2);
const isPart = (name: string): name is Part => name in PARTS;
if (only !== undefined && !isPart(only)) throw new Error(`there is no part ${only}`);
for (const part of ['kills', 'pids', 'ports'] as const)
  if (only === undefined || only === part) await PARTS[part](Number(count ?? COUNTS[part]));
