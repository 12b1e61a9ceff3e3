// From the start of QEMU to an engine that answers over mutual TLS, beside a bare guest with the same kernel, in turn:
// `npx tsx bench/vm-boot.bench.ts [pairs=5]`.
import { median, report, round } from './lib/figures';
import { type Vm, withVm } from './lib/vm';
import { bootBareGuest, makeBareInitramfs } from './lib/vm-bare-guest';

const PAIRS = Number(process.argv[2] ?? 5);
const GOAL = 4;

interface Boot {
  /** Before QEMU starts: the image is checked, certificates and disks are made. */
  readonly preparedMs: number;
  readonly answeredMs: number;
  /** What Slipway's phases took, ms. */
  readonly host: ReadonlyMap<string, number>;
  /** The guest's own clock at each of its phases, ms. */
  readonly guest: ReadonlyMap<string, number>;
}

async function boot({ machine }: Vm): Promise<Boot> {
  const asked = Date.now();
  await machine.start();
  const { phases } = machine.state();
  const started = phases.find(({ name }) => name === 'Starting QEMU')?.startedAt ?? Number.NaN;
  const answered = phases.at(-1)?.endedAt ?? Number.NaN;
  // What is kept of earlier boots comes before.
  const last = (await machine.readLog('console')).split('slipway: init at').at(-1) ?? '';
  const told = `slipway: init at${last}`.matchAll(/slipway: (\S+) at (\d+) ms/g);
  return {
    preparedMs: started - asked,
    answeredMs: answered - started,
    host: new Map(phases.map(({ name, startedAt, endedAt }) => [name, (endedAt ?? Number.NaN) - startedAt])),
    guest: new Map([...told].map(([, phase = '', at]) => [phase, Number(at)])),
  };
}

const seconds = (ms: number): string => round(ms / 1000, 1).toFixed(1);

const medians = (boots: readonly Boot[], of: 'host' | 'guest'): string =>
  [...(boots[0]?.[of].keys() ?? [])]
    .map((phase) => `${phase} ${seconds(median(boots.map((each) => each[of].get(phase) ?? Number.NaN)))}`)
    .join(', ');

const tellPhases = (boots: readonly Boot[]): void => {
  process.stdout.write(`  Slipway's phases, s: ${medians(boots, 'host')}\n`);
  process.stdout.write(`  the guest's clock at its phases, s: ${medians(boots, 'guest')}\n`);
};

await withVm(async (vm) => {
  const fresh = await boot(vm);
  const machine = vm.qemuArgs();
  const initramfs = makeBareInitramfs(vm.dir);
  await vm.machine.stop();
  // The first one warms what both read.
  await bootBareGuest(machine, initramfs);
  const boots: Boot[] = [];
  const bare: number[] = [];
  for (let pair = 0; pair < PAIRS; pair++) {
    bare.push(await bootBareGuest(machine, initramfs));
    boots.push(await boot(vm));
    await vm.machine.stop();
  }
  const answered = boots.map(({ answeredMs }) => answeredMs);
  const ratio = median(answered.map((ms, pair) => ms / (bare[pair] ?? Number.NaN)));
  const all = (values: readonly number[]): string => values.map(seconds).join(' ');
  process.stdout.write(`answered: ${all(answered)} s; bare: ${all(bare)} s\n`);
  tellPhases(boots);
  process.stdout.write(`fresh disk: ${seconds(fresh.answeredMs)} s\n`);
  tellPhases([fresh]);
  const before = seconds(median(boots.map(({ preparedMs }) => preparedMs)));
  const value = `${String(round(ratio))} (${seconds(median(answered))} s / ${seconds(median(bare))} s; a fresh disk ${seconds(fresh.answeredMs)} s; before QEMU starts ${before} s)`;
  report('kernel start to engine API / bare guest', value, `<= ${String(GOAL)}`, ratio <= GOAL);
});
