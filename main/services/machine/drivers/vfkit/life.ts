import fs from 'node:fs/promises';
import { isSame } from '../../../process/identity';
import { DriverError, type DriverStatus, type MachineSpec, type PowerState } from '../../driver';
import { vfkitPaths, type VfkitPaths } from './arguments';
import { createVfkitControl, type VfkitControl, type VmState } from './control';
import { failureOf } from './failure';
import { clear, keptSchema, launch, type Kept, type Launching, type Running } from './launch';
import { endProcess, isGone } from '../support/end-process';
import { keptFile, type KeptFile } from '../support/kept-file';
import type { Listeners } from '../support/listeners';
import { tail } from '../support/tail';
import { until } from '../support/until';
import { watchProcess } from '../support/watch-process';

const LOOK_MS = 100;
const LOG_BYTES = 4_096;
const OWNER_ONLY = 0o700;
/** For gvproxy, which has nothing to lose. */
const NETWORK_GRACE_MS = 1_000;
const NETWORK_GONE = "The machine's network (gvproxy) ended, and nothing reaches the machine any more. Start it again.";

const STOPPED: DriverStatus = {
  power: 'stopped',
  accelerator: null,
  acceleratorRemark: null,
  startedAt: null,
  pid: null,
  reason: null,
};

/** On its way from one to the other is running: its end is waited for where it matters. */
const powers: Readonly<Partial<Record<VmState, PowerState>>> = {
  Stopped: 'stopped',
  Paused: 'paused',
  Error: 'broken',
};

export interface LifeOptions {
  readonly dir: string;
  readonly socketDir: string;
  readonly answerMs: number;
  readonly listeners: Listeners;
}

/** The two processes of a machine from their start to their end, also across restarts of Slipway. */
export interface Life {
  readonly paths: VfkitPaths;
  readonly control: VfkitControl;
  /** What the last start left, if vfkit still runs. */
  running(): Promise<Running | null>;
  status(): Promise<DriverStatus>;
  begin(spec: MachineSpec, launching: Omit<Launching, 'paths' | 'keep'>): Promise<void>;
  /** Waits for vfkit to end by itself. False: it did not. */
  ended(running: Running, timeoutMs: number): Promise<boolean>;
  /** Ends what there is, politely where `graceMs` says so; also what is left of a broken machine. */
  end(graceMs: number): Promise<void>;
  unwatch(): void;
}

interface Files {
  readonly paths: VfkitPaths;
  readonly file: KeptFile<Kept>;
  /** A start must not meet the tidying up after the machine before. */
  readonly inTurn: (work: () => Promise<void>) => Promise<void>;
}

interface Parts extends Files {
  readonly control: VfkitControl;
  readonly watch: (running: Running) => void;
  readonly unwatch: () => void;
}

export function createLife(options: LifeOptions): Life {
  const { dir, socketDir, answerMs, listeners } = options;
  const paths = vfkitPaths(dir, socketDir);
  const control = createVfkitControl(paths.rest, answerMs);
  const files: Files = { paths, file: keptFile(paths.kept, keptSchema), inTurn: createTurns() };
  const { file } = files;
  let launches = false;
  const parts: Parts = { ...files, control, ...createWatch(files, listeners) };
  const running = async (): Promise<Running | null> => {
    const kept = await file.read();
    return kept !== null && isBegun(kept) && (await isSame(kept.vfkit)) ? kept : null;
  };
  return {
    paths,
    control,
    running,
    unwatch: parts.unwatch,
    status: async () => statusOf(await running(), { control, watch: (each) => launches || parts.watch(each) }),
    async begin(spec, launching) {
      for (const each of [dir, socketDir]) await fs.mkdir(each, { recursive: true, mode: OWNER_ONLY });
      await files.inTurn(async () => {
        // A death during the start is the start's to tell.
        launches = true;
        const begun = await launch(spec, { ...launching, paths, keep: (kept) => file.write(kept) }).finally(() => {
          launches = false;
        });
        parts.watch(begun);
      });
    },
    async ended(left, timeoutMs) {
      const gone = await until(() => isGone(left.vfkit), { timeoutMs, everyMs: LOOK_MS });
      if (gone === null) return false;
      parts.unwatch();
      await tidy(left, parts);
      return true;
    },
    end: (graceMs) => endAll(parts, graceMs),
  };
}

const isBegun = (kept: Kept): kept is Running => kept.vfkit !== null;
const isSameMachine = (a: Kept, b: Kept | null): boolean =>
  a.gvproxy.pid === b?.gvproxy.pid && a.gvproxy.startTime === b.gvproxy.startTime;

/** What a machine that ended leaves, unless the next one has taken its place meanwhile. */
const tidy = (kept: Kept, { paths, file, inTurn }: Files): Promise<void> =>
  inTurn(async () => {
    await endProcess(kept.gvproxy, NETWORK_GRACE_MS);
    if (!isSameMachine(kept, await file.read())) return;
    await clear(paths);
    await file.remove();
  });

function createTurns(): Files['inTurn'] {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
}

async function endAll(parts: Parts, graceMs: number): Promise<void> {
  const { control, file, unwatch } = parts;
  unwatch();
  const left = await file.read();
  if (left === null) return;
  if (isBegun(left)) {
    if (graceMs > 0) await endPolitely(left, control, graceMs);
    if (!(await endProcess(left.vfkit, 0))) throw new DriverError('failed', 'vfkit cannot be ended.');
  }
  await tidy(left, parts);
}

async function endPolitely({ vfkit }: Running, control: VfkitControl, graceMs: number): Promise<void> {
  if (!(await isSame(vfkit))) return;
  const asked = await control.change('Stop').then(
    () => true,
    () => false,
  );
  if (asked) await until(() => isGone(vfkit), { timeoutMs: graceMs, everyMs: LOOK_MS });
}

function createWatch(files: Files, listeners: Listeners): Pick<Parts, 'watch' | 'unwatch'> {
  let watched: { readonly machine: Running; readonly end: () => void } | null = null;

  const unwatch = (): void => {
    watched?.end();
    watched = null;
  };

  const onVfkitGone = async (running: Running): Promise<void> => {
    unwatch();
    const told = failureOf('The virtual machine ended by itself.', await tail(files.paths.vfkitLog, LOG_BYTES));
    listeners.tell({ type: 'exited', reason: `${told.message} ${told.detail}`.trim() });
    // What is left over the next start clears away.
    await tidy(running, files).catch(() => undefined);
  };

  const onNetworkGone = (): void => {
    unwatch();
    listeners.tell({ type: 'exited', reason: NETWORK_GONE });
  };

  return {
    unwatch,
    watch(running) {
      if (watched !== null && isSameMachine(running, watched.machine)) return;
      unwatch();
      const ends = [
        watchProcess(running.vfkit, () => void onVfkitGone(running)),
        watchProcess(running.gvproxy, onNetworkGone),
      ];
      watched = { machine: running, end: () => ends.forEach((end) => end()) };
    },
  };
}

interface Looking {
  readonly control: VfkitControl;
  readonly watch: (running: Running) => unknown;
}

async function statusOf(running: Running | null, { control, watch }: Looking): Promise<DriverStatus> {
  if (running === null) return STOPPED;
  const base = { ...STOPPED, accelerator: 'hvf', startedAt: running.startedAt, pid: running.vfkit.pid };
  if (!(await isSame(running.gvproxy))) return { ...base, power: 'broken', reason: NETWORK_GONE };
  try {
    const state = await control.state();
    const power = powers[state] ?? 'running';
    if (power === 'stopped') return STOPPED;
    if (power === 'broken') return { ...base, power, reason: 'The virtual machine failed. Start it again.' };
    // Also one that an earlier Slipway started.
    watch(running);
    return { ...base, power };
  } catch (error) {
    if (!(error instanceof DriverError)) throw error;
    return { ...base, power: 'broken', reason: error.message };
  }
}
