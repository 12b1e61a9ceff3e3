import { setInterval } from 'node:timers';
import { isSame, isThere, type Identity } from '../../../process/identity';

/** A death is noticed within 2 s. */
const LOOK_MS = 1_000;
/** A look costs nothing, but takes another process with the same number for ours; that is cleared up every so often. */
const LOOKS_A_CHECK = 30;

/**
 * Calls `onGone` once when the process has ended: also one that is no child of ours. Returns what ends the watch. It keeps
 * this process from ending no more than a watch by ear would.
 */
export function watchProcess(identity: Identity, onGone: () => void): () => void {
  let looks = 0;
  let over = false;
  const end = (): void => {
    over = true;
    clearInterval(timer);
  };
  const gone = (): void => {
    if (over) return;
    end();
    onGone();
  };
  const timer = setInterval(() => {
    looks += 1;
    if (!isThere(identity.pid)) gone();
    else if (looks % LOOKS_A_CHECK === 0) void isSame(identity).then((same) => !same && gone());
  }, LOOK_MS);
  timer.unref();
  return end;
}
