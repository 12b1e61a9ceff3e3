import fs from 'node:fs/promises';
import * as v from 'valibot';
import { spawnDetached } from '../../../process/daemon';
import { identityOf, isSame, type Identity } from '../../../process/identity';
import { ProcessError } from '../../../process/process-error';
import { DriverError, type MachineSpec } from '../../driver';
import { gvproxyArguments, socketsOf, vfkitArguments, type VfkitPaths } from './arguments';
import { createVfkitControl } from './control';
import { failureOf, missing } from './failure';
import { createForwarder } from './forwarder';
import { VFKIT_NETWORK } from './network';
import type { Programs } from './programs';
import { endProcess } from '../support/end-process';
import { identity } from '../support/identity-schema';
import { tail } from '../support/tail';
import { until } from '../support/until';

/** What a start leaves behind, written as it goes: also a Slipway that dies in the middle leaves nothing unknown. */
export const keptSchema = v.object({
  schema: v.literal(1),
  gvproxy: identity,
  /** Null: it was not yet begun. */
  vfkit: v.nullable(identity),
  /** ms since the epoch. */
  startedAt: v.number(),
  engineHostPort: v.number(),
  dataDisk: v.string(),
});
export type Kept = v.InferOutput<typeof keptSchema>;
/** Of a machine whose vfkit runs. */
export type Running = Kept & { readonly vfkit: Identity };

export interface Timeouts {
  /** gvproxy's until it answers. */
  readonly networkMs: number;
  /** vfkit's until the guest's CPUs run. */
  readonly startMs: number;
  /** One request's to either program. */
  readonly answerMs: number;
}

export interface Launching {
  readonly paths: VfkitPaths;
  readonly programs: Programs;
  readonly timeouts: Timeouts;
  readonly signal: AbortSignal;
  readonly progress: (phase: string) => void;
  readonly keep: (kept: Kept) => Promise<void>;
}

const LOOK_MS = 100;
const LOG_BYTES = 4_096;

/** `Rule` of the engine itself: it is none of the containers'. */
export const engineRule = (hostPort: number) =>
  ({ protocol: 'tcp', hostIp: '127.0.0.1', hostPort, guestPort: VFKIT_NETWORK.enginePort }) as const;

/** Starts both programs and waits until the guest's CPUs run. What was begun is ended again when it fails. */
export async function launch(spec: MachineSpec, launching: Launching): Promise<Running> {
  const { paths, progress, keep, timeouts } = launching;
  // The arguments first: what vfkit cannot take is known before anything has begun.
  const args = vfkitArguments(spec, paths);
  await refuseUnknown(launching);
  await clear(paths);
  const { engineHostPort, dataDisk } = spec;
  const begun: Identity[] = [];
  try {
    progress('Starting the network');
    const gvproxy = await begin('gvproxy', gvproxyArguments(paths), launching);
    begun.push(gvproxy);
    const kept: Kept = { schema: 1, gvproxy, vfkit: null, startedAt: Date.now(), engineHostPort, dataDisk };
    await keep(kept);
    await networkUp(gvproxy, launching);
    await createForwarder(paths.forwarder, timeouts.answerMs).expose(engineRule(engineHostPort));
    progress('Starting the virtual machine');
    const vfkit = await begin('vfkit', args, launching);
    begun.push(vfkit);
    const running = { ...kept, vfkit, startedAt: Date.now() };
    await keep(running);
    await cpusRun(vfkit, launching);
    return running;
  } catch (error) {
    for (const each of begun.reverse()) await endProcess(each, 0);
    throw error;
  }
}

/** Two machines on one disk would ruin it: whatever still answers here is left alone, and nothing started beside it. */
async function refuseUnknown({ paths, timeouts }: Launching): Promise<void> {
  const told = await quiet(createVfkitControl(paths.rest, timeouts.answerMs).state());
  if (told === null) return;
  throw new DriverError('failed', `A virtual machine of another program runs at ${paths.rest}: end its vfkit first.`);
}

/** Both programs refuse to start over what the last ones left. */
export async function clear(paths: VfkitPaths): Promise<void> {
  for (const file of socketsOf(paths)) await fs.rm(file, { force: true });
}

const logOf = (name: keyof Programs, paths: VfkitPaths): string =>
  name === 'vfkit' ? paths.vfkitLog : paths.gvproxyLog;

const endedAtOnce = async (name: keyof Programs, paths: VfkitPaths): Promise<DriverError> =>
  failureOf(`${name} ended as soon as it was started.`, await tail(logOf(name, paths), LOG_BYTES));

async function begin(
  name: keyof Programs,
  args: readonly string[],
  { programs, paths, signal }: Launching,
): Promise<Identity> {
  signal.throwIfAborted();
  const outputFile = logOf(name, paths);
  await fs.rm(outputFile, { force: true });
  const daemon = await spawnDetached(programs[name], args, { outputFile }).catch((error: unknown) => {
    if (!(error instanceof ProcessError)) throw error;
    throw error.kind === 'not-found' ? missing(name) : failureOf(`${name} could not be started.`, error.message);
  });
  const found = await identityOf(daemon.pid);
  if (found === null) throw await endedAtOnce(name, paths);
  return found;
}

const quiet = async <T>(asking: Promise<T>): Promise<T | null> => {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof DriverError && error.kind === 'not-running') return null;
    throw error;
  }
};

async function networkUp(gvproxy: Identity, { paths, timeouts, signal }: Launching): Promise<void> {
  const forwarder = createForwarder(paths.forwarder, timeouts.answerMs);
  const up = async (): Promise<true | null> => {
    if (!(await isSame(gvproxy))) throw await endedAtOnce('gvproxy', paths);
    // Its API answers before the socket is there that vfkit connects to, and vfkit does not wait for it.
    const socket = await fs.stat(paths.network).catch(() => null);
    return socket === null || (await quiet(forwarder.list())) === null ? null : true;
  };
  if ((await until(up, { timeoutMs: timeouts.networkMs, everyMs: LOOK_MS, signal })) !== null) return;
  const detail = await tail(paths.gvproxyLog, LOG_BYTES);
  throw new DriverError(
    'timeout',
    `gvproxy did not get ready in ${String(timeouts.networkMs / 1000)} s.`,
    null,
    detail,
  );
}

async function cpusRun(vfkit: Identity, { paths, timeouts, signal }: Launching): Promise<void> {
  const control = createVfkitControl(paths.rest, timeouts.answerMs);
  let last = 'not answering';
  const running = async (): Promise<true | null> => {
    if (!(await isSame(vfkit))) throw await endedAtOnce('vfkit', paths);
    last = (await quiet(control.state())) ?? last;
    if (last === 'Error') throw failureOf('The virtual machine failed.', await tail(paths.vfkitLog, LOG_BYTES));
    return last === 'Running' ? true : null;
  };
  if ((await until(running, { timeoutMs: timeouts.startMs, everyMs: LOOK_MS, signal })) !== null) return;
  const seconds = String(timeouts.startMs / 1000);
  throw new DriverError(
    'timeout',
    `The virtual machine did not run within ${seconds} s (${last}).`,
    null,
    await tail(paths.vfkitLog, LOG_BYTES),
  );
}
