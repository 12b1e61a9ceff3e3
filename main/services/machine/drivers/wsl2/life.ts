import fs from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { spawnDetached } from '../../../process/daemon';
import { identityOf, isSame, type Identity } from '../../../process/identity';
import { DriverError, type DriverStatus, type MachineSpec } from '../../driver';
import { endProcess } from '../support/end-process';
import { identity } from '../support/identity-schema';
import { keptFile, type KeptFile } from '../support/kept-file';
import type { Listeners } from '../support/listeners';
import { tail } from '../support/tail';
import { until } from '../support/until';
import { watchProcess } from '../support/watch-process';
import { DISK_FILE, GUEST_PROGRAMS, wslArguments } from './arguments';
import { wslEnvironment, type Wsl, type WslTimeouts } from './control';
import { processFailure, wslFailure } from './failure';
import type { Entry } from './text';

const LOOK_MS = 250;
const LOG_BYTES = 4_096;
const OWNER_ONLY = 0o700;

/** That there is one says that the distribution of this name is ours. */
const keptSchema = v.object({
  schema: v.literal(1),
  distribution: v.string(),
  /** False: the import was begun, and nothing of the user's is in it. */
  imported: v.boolean(),
  imageVersion: v.string(),
  /** The session that keeps the distribution from being ended. Null: stopped. */
  keeper: v.nullable(identity),
  /** ms since the epoch. */
  startedAt: v.nullable(v.number()),
  /** What the disk was last set to. Null: WSL's own size. */
  diskBytes: v.nullable(v.number()),
  /** To be set while it is stopped. */
  wantedDiskBytes: v.nullable(v.number()),
});
export type Kept = v.InferOutput<typeof keptSchema>;

export interface Machine {
  readonly name: string;
  readonly program: string;
  readonly wsl: Wsl;
  readonly timeouts: WslTimeouts;
  readonly kept: KeptFile<Kept>;
  /** Where WSL puts the distribution's disk. */
  readonly folder: string;
  readonly log: string;
  readonly guestPath: (hostPath: string) => string;
}

export const keptOf = (dir: string): KeptFile<Kept> => keptFile(path.join(dir, 'wsl2.json'), keptSchema);
export const diskOf = ({ folder }: Machine): string => path.join(folder, DISK_FILE);

const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

export const entryOf = async ({ wsl, name }: Machine): Promise<Entry | null> =>
  (await wsl.list()).find((entry) => sameName(entry.name, name)) ?? null;

const isAlive = async (kept: Kept | null): Promise<boolean> =>
  kept?.keeper !== null && kept?.keeper !== undefined && (await isSame(kept.keeper));

/** The distribution as ours: imported where it is not there, its disk taken again where only that is left. */
export async function ensureImported(
  machine: Machine,
  spec: MachineSpec,
  limits: { signal?: AbortSignal } = {},
): Promise<Kept> {
  const { name, wsl, kept: file, folder, timeouts } = machine;
  const entry = await entryOf(machine);
  const kept = await file.read();
  if (entry !== null) return confirm(machine, entry, kept);
  const work = { timeoutMs: timeouts.workMs, ...limits };
  if (kept?.imported === true && (await fs.stat(diskOf(machine)).catch(() => null)) !== null) {
    await wsl.order(wslArguments.importInPlace(name, diskOf(machine)), 'WSL did not take the disk again.', work);
    return kept;
  }
  const fresh: Kept = {
    schema: 1,
    distribution: name,
    imported: false,
    imageVersion: spec.image.version,
    keeper: null,
    startedAt: null,
    diskBytes: null,
    wantedDiskBytes: kept?.wantedDiskBytes ?? null,
  };
  await fs.mkdir(spec.dir, { recursive: true, mode: OWNER_ONLY });
  // Of an import that did not end: WSL imports only where no disk is. Nothing of the user's was ever in it.
  if (kept?.imported === false) await fs.rm(diskOf(machine), { force: true });
  await file.write(fresh);
  await wsl.order(wslArguments.import(name, folder, spec.image.root), 'WSL did not take the image.', work);
  const imported = { ...fresh, imported: true };
  await file.write(imported);
  return imported;
}

async function confirm({ name, kept: file }: Machine, entry: Entry, kept: Kept | null): Promise<Kept> {
  if (kept === null) {
    const message = `WSL already has a distribution named ${name} that is not Slipway's. Rename or remove that one.`;
    throw new DriverError('failed', message, null, `wsl --unregister ${name} deletes it with all its files`);
  }
  if (entry.version !== 2) {
    throw new DriverError('failed', `The distribution ${name} was set to WSL 1.`, `wsl --set-version ${name} 2`);
  }
  if (kept.imported) return kept;
  const imported = { ...kept, imported: true };
  await file.write(imported);
  return imported;
}

export async function statusOf(machine: Machine): Promise<DriverStatus> {
  const base = { accelerator: null, acceleratorRemark: null, startedAt: null, pid: null, reason: null };
  const kept = await machine.kept.read();
  if (kept === null) return { ...base, power: 'stopped' };
  const [entry, alive] = [await entryOf(machine), await isAlive(kept)];
  const running = entry?.state === 'Running';
  if (running && alive) {
    return {
      ...base,
      power: 'running',
      accelerator: 'hyper-v',
      startedAt: kept.startedAt,
      pid: kept.keeper?.pid ?? null,
    };
  }
  const broken = (reason: string): DriverStatus => ({ ...base, power: 'broken', reason });
  if (running) return broken('The distribution runs, but its engine was not started by Slipway. Start it again.');
  if (alive) return broken('WSL ended the distribution. Start it again.');
  if (entry === null || entry.state === 'Stopped') return { ...base, power: 'stopped' };
  return broken(`WSL is at work on the distribution (${entry.state}). Try again later.`);
}

/** Ends the distribution at once, and with it the session that keeps it. */
export async function terminate(machine: Machine): Promise<void> {
  const kept = await machine.kept.read();
  if (kept === null) return;
  if ((await entryOf(machine))?.state === 'Running') {
    await machine.wsl.order(wslArguments.terminate(machine.name), 'WSL did not end the distribution.');
  }
  if (kept.keeper === null) return;
  await endProcess(kept.keeper, 0);
  await machine.kept.write({ ...kept, keeper: null, startedAt: null });
}

/** Starts the session that starts the engine and keeps the distribution; resolves when both are seen to run. */
export async function openSession(machine: Machine, spec: MachineSpec, signal: AbortSignal): Promise<Kept> {
  const { name, program, log, kept: file } = machine;
  const args = wslArguments.exec(name, GUEST_PROGRAMS.init, [machine.guestPath(spec.configDisk)]);
  await fs.rm(log, { force: true });
  const daemon = await spawnDetached(program, args, { outputFile: log, env: wslEnvironment() }).catch(
    (error: unknown) => {
      throw processFailure('The distribution was not started', error);
    },
  );
  const keeper = await identityOf(daemon.pid);
  const kept = await file.read();
  if (keeper === null || kept === null) throw await endedAtOnce(log);
  const started = { ...kept, keeper, startedAt: Date.now() };
  await file.write(started);
  try {
    await runs(machine, keeper, signal);
    return started;
  } catch (error) {
    await terminate(machine).catch(() => undefined);
    throw error;
  }
}

const endedAtOnce = async (log: string): Promise<DriverError> =>
  wslFailure('The distribution ended as soon as it was started.', await tail(log, LOG_BYTES));

async function runs(machine: Machine, keeper: Identity, signal: AbortSignal): Promise<void> {
  const { log, timeouts } = machine;
  const running = async (): Promise<true | null> => {
    if (!(await isSame(keeper))) throw await endedAtOnce(log);
    return (await entryOf(machine))?.state === 'Running' ? true : null;
  };
  if ((await until(running, { timeoutMs: timeouts.startMs, everyMs: LOOK_MS, signal })) !== null) return;
  const seconds = String(timeouts.startMs / 1000);
  throw new DriverError(
    'timeout',
    `WSL did not start the distribution within ${seconds} s.`,
    null,
    await tail(log, LOG_BYTES),
  );
}

/** Tells when the session ends unasked. */
export function createKeeperWatch({ log }: Machine, listeners: Listeners) {
  let watched: { readonly keeper: Identity; readonly end: () => void } | null = null;
  const unwatch = (): void => {
    watched?.end();
    watched = null;
  };
  const onGone = async (): Promise<void> => {
    unwatch();
    const { message, detail } = wslFailure('The distribution ended by itself.', await tail(log, LOG_BYTES));
    listeners.tell({ type: 'exited', reason: `${message} ${detail}`.trim() });
  };
  return {
    unwatch,
    watch({ keeper }: Kept): void {
      if (keeper === null || (watched?.keeper.pid === keeper.pid && watched.keeper.startTime === keeper.startTime))
        return;
      unwatch();
      watched = { keeper, end: watchProcess(keeper, () => void onGone()) };
    },
  };
}
