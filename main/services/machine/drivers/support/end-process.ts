import { identityOf, signalIfSame, type Identity } from '../../../process/identity';
import { until } from './until';

const LOOK_MS = 50;
/** After the signal that cannot be ignored: the system may still have to write. */
const KILLED_MS = 5_000;

/**
 * Not `isSame`: a process on its way out has no executable any more, but still its ports and files, and the next one must
 * not meet them.
 */
export async function isGone({ pid, startTime }: Identity): Promise<true | null> {
  const now = await identityOf(pid);
  return now?.startTime === startTime ? null : true;
}

/** Ends the process: politely for `graceMs` (0: at once not so), then for certain. False: it did not go. */
export async function endProcess(identity: Identity, graceMs: number): Promise<boolean> {
  if (graceMs > 0) {
    await signalIfSame(identity, 'SIGTERM');
    if ((await until(() => isGone(identity), { timeoutMs: graceMs, everyMs: LOOK_MS })) !== null) return true;
  }
  await signalIfSame(identity, 'SIGKILL');
  return (await until(() => isGone(identity), { timeoutMs: KILLED_MS, everyMs: LOOK_MS })) !== null;
}
