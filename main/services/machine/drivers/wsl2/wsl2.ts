import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import { DriverError, type Capabilities, type Driver, type ForwardRule, type MachineSpec } from '../../driver';
import { createListeners } from '../support/listeners';
import { tail } from '../support/tail';
import { DISTRIBUTION, GUEST_PROGRAMS, wslArguments, wslGuestPath } from './arguments';
import { createWsl, wslEnvironment, type WslTimeouts } from './control';
import { applyWanted, growDisk, makeSparse } from './disk';
import {
  createKeeperWatch,
  ensureImported,
  entryOf,
  keptOf,
  openSession,
  statusOf,
  terminate,
  type Kept,
  type Machine,
} from './life';
import { plain } from './text';
import { isMirrored, reachesLocalhost, readWslConfig, type WslConfig } from './wsl-config';

/** A program's standard input and output as one stream; destroying it ends the program. */
export type OpenPipe = (
  program: string,
  args: readonly string[],
  options: { readonly env: Readonly<Record<string, string | undefined>> },
) => Promise<Duplex>;

export interface Wsl2Options {
  /** The machine's own folder, as in MachineSpec. */
  readonly dir: string;
  readonly openPipe: OpenPipe;
  readonly program?: string;
  readonly distribution?: string;
  /** `%UserProfile%\.wslconfig`: read, never written. */
  readonly wslConfig?: string;
  readonly timeouts?: Partial<WslTimeouts>;
  readonly guestPath?: (hostPath: string) => string;
}

const usualTimeouts: WslTimeouts = { answerMs: 20_000, startMs: 120_000, workMs: 600_000 };

const capabilitiesBy = (config: WslConfig): Capabilities => ({
  pause: false,
  // One virtual machine for all distributions, with one limit for all, in a file that is the user's.
  liveMemory: false,
  memoryGivenBack: true,
  liveCpus: false,
  liveDiskGrowth: false,
  discard: false,
  shares: 'native',
  readOnlyShares: false,
  liveShares: true,
  // Forwarding to localhost is TCP's; a mirrored network has both.
  forwards: isMirrored(config) ? ['tcp', 'udp'] : ['tcp'],
  ownForwards: true,
});

/**
 * A machine as a distribution of WSL 2. Written from the documentation and the sources of WSL 2.5, and tested against a
 * stand-in for wsl.exe: IT HAS NOT BEEN RUN ON WINDOWS.
 *
 * There are no kernel, initramfs and disks of our own: `image.root` is a tar, imported once as a distribution, and the
 * user's data live in its disk (`ext4.vhdx`). So `delete` deletes the user's data, and nothing else ever unregisters the
 * distribution: a new image replaces the system inside it. All drives are seen under `/mnt/<letter>`, not at their own
 * paths. The engine listens on the guest's 127.0.0.1 at `engineHostPort`, which WSL shows on Windows' localhost. CPUs and
 * memory are those of WSL as a whole; Slipway neither changes them nor ever stops WSL as a whole.
 */
export function createWsl2Driver(options: Wsl2Options): Driver {
  const { dir, program = 'wsl.exe', distribution = DISTRIBUTION } = options;
  const timeouts = { ...usualTimeouts, ...options.timeouts };
  const config = readWslConfig(options.wslConfig ?? path.join(os.homedir(), '.wslconfig'));
  const listeners = createListeners();
  const machine: Machine = {
    name: distribution,
    program,
    wsl: createWsl(program, timeouts),
    timeouts,
    kept: keptOf(dir),
    folder: path.join(dir, 'wsl'),
    log: path.join(dir, 'wsl2.log'),
    guestPath: options.guestPath ?? wslGuestPath,
  };
  const watch = createKeeperWatch(machine, listeners);
  return {
    name: 'wsl2',
    capabilities: capabilitiesBy(config),
    ...lifeVerbs(machine, watch, config),
    ...forwardVerbs(config),
    // Its virtual machine is shared by all distributions: what ours costs cannot be told apart.
    use: () => Promise.resolve(null),
    // All drives are shared already; what is on none cannot be.
    share: async ({ path: folder }) => void machine.guestPath(folder),
    resize: (size) => resize(machine, size),
    compact: () => makeSparse(machine),
    async agent() {
      if ((await statusOf(machine)).power !== 'running')
        throw new DriverError('not-running', 'The machine is not running.');
      return options.openPipe(program, wslArguments.exec(distribution, GUEST_PROGRAMS.agent), {
        env: wslEnvironment(),
      });
    },
    console: async (maxBytes) => plain(await tail(machine.log, maxBytes)),
    onEvent: (listener) => listeners.add(listener),
    close: watch.unwatch,
  };
}

type LifeVerbs = 'check' | 'create' | 'start' | 'stop' | 'kill' | 'pause' | 'resume' | 'status' | 'delete';
type Watch = ReturnType<typeof createKeeperWatch>;

function lifeVerbs(machine: Machine, watch: Watch, config: WslConfig): Pick<Driver, LifeVerbs> {
  const end = async (): Promise<void> => {
    watch.unwatch();
    await terminate(machine);
  };
  return {
    async check() {
      await machine.wsl.check();
      if (!reachesLocalhost(config)) {
        const message =
          "WSL's settings (.wslconfig) keep Windows from reaching it: localhostForwarding is off, or networkingMode is none.";
        throw new DriverError('unsupported', message);
      }
    },
    async create(spec) {
      await ensureImported(machine, spec);
    },
    start: (spec, signal, progress) => start({ machine, watch, spec, signal, progress }),
    async stop(timeoutMs) {
      const { power } = await statusOf(machine);
      if (power === 'running') {
        const args = wslArguments.exec(machine.name, GUEST_PROGRAMS.stop);
        await machine.wsl.order(args, 'The engine did not end in good order.', { timeoutMs });
      }
      await end();
    },
    kill: end,
    pause: () => Promise.reject(new DriverError('unsupported', 'WSL cannot make a distribution sleep.')),
    resume: () => Promise.resolve(),
    async status() {
      const status = await statusOf(machine);
      const kept = await machine.kept.read();
      if (status.power === 'running' && kept !== null) watch.watch(kept);
      return status;
    },
    async delete() {
      await end();
      if ((await machine.kept.read()) === null) return;
      if ((await entryOf(machine)) !== null) {
        const limits = { timeoutMs: machine.timeouts.workMs };
        await machine.wsl.order(wslArguments.unregister(machine.name), 'WSL did not remove the distribution.', limits);
      }
      for (const each of [machine.folder, machine.log]) await fs.rm(each, { recursive: true, force: true });
      await machine.kept.remove();
    },
  };
}

interface Starting {
  readonly machine: Machine;
  readonly watch: Watch;
  readonly spec: MachineSpec;
  readonly signal: AbortSignal;
  readonly progress: (phase: string) => void;
}

async function start({ machine, watch, spec, signal, progress }: Starting): Promise<void> {
  const { power, reason } = await statusOf(machine);
  if (power === 'running') {
    const kept = await machine.kept.read();
    if (kept !== null) watch.watch(kept);
    return;
  }
  watch.unwatch();
  progress(reason === null ? 'Preparing the system' : 'Clearing up');
  await terminate(machine);
  signal.throwIfAborted();
  const kept = await ensureImported(machine, spec, { signal });
  if (kept.imageVersion !== spec.image.version) {
    progress('Updating the system');
    await update(machine, kept, spec);
  }
  // A disk that cannot grow is no reason to stay down: `resize` tells why.
  await applyWanted(machine).catch((error: unknown) => {
    if (!(error instanceof DriverError)) throw error;
    progress(error.message);
  });
  progress('Starting the distribution');
  watch.watch(await openSession(machine, spec, signal));
}

/** Inside the distribution: to import it anew would delete the user's data. */
async function update(machine: Machine, kept: Kept, { image }: MachineSpec): Promise<void> {
  const { wsl, name, timeouts } = machine;
  const args = wslArguments.exec(name, GUEST_PROGRAMS.update, [machine.guestPath(image.root)]);
  await wsl.order(args, 'The system was not updated.', { timeoutMs: timeouts.workMs });
  await wsl.order(wslArguments.terminate(name), 'WSL did not end the distribution.');
  await machine.kept.write({ ...kept, imageVersion: image.version });
}

/** WSL publishes what listens in the guest by itself; here is only said what it cannot. */
function forwardVerbs(config: WslConfig): Pick<Driver, 'forward' | 'unforward' | 'forwards'> {
  let rules: readonly ForwardRule[] = [];
  const keyOf = (rule: ForwardRule): string => `${rule.protocol} ${rule.hostIp} ${String(rule.hostPort)}`;
  const without = (rule: ForwardRule): readonly ForwardRule[] => rules.filter((each) => keyOf(each) !== keyOf(rule));
  return {
    async forward(rule) {
      const problem = unreachable(rule, config);
      if (problem !== null) throw new DriverError('unsupported', problem);
      rules = [...without(rule), rule];
    },
    async unforward(rule) {
      rules = without(rule);
    },
    forwards: () => Promise.resolve(rules),
  };
}

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

function unreachable(rule: ForwardRule, config: WslConfig): string | null {
  if (rule.hostPort !== rule.guestPort) return 'WSL publishes a port only under its own number.';
  if (isMirrored(config)) return null;
  if (rule.protocol === 'udp') return 'WSL publishes UDP only with networkingMode=mirrored in .wslconfig.';
  if (LOOPBACK.includes(rule.hostIp)) return null;
  return 'WSL publishes to other computers only with networkingMode=mirrored in .wslconfig; from this one it is reached at localhost.';
}

async function resize(
  machine: Machine,
  { cpus, memoryMiB, diskBytes }: { cpus?: number; memoryMiB?: number; diskBytes?: number },
): Promise<void> {
  if (diskBytes !== undefined) await growDisk(machine, diskBytes);
  if (cpus === undefined && memoryMiB === undefined) return;
  const message =
    'WSL has one limit of CPUs and memory for all distributions: set `processors` and `memory` in .wslconfig.';
  throw new DriverError('unsupported', message);
}
