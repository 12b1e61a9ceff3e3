import { rpc } from '../../../rpc/client';
import { useDrafts } from './drafts';

let guards = false;

const onUnload = (event: Event): void => {
  if (useDrafts.getState().drafts.size > 0) event.preventDefault();
};

/**
 * From now on the browser asks before its tab goes with what is not saved, whichever view is open then. A window of the desktop host
 * would be held without a word: there it is not asked.
 */
export async function guardUnload(): Promise<void> {
  if (guards) return;
  guards = true;
  try {
    const { host } = await rpc.call('host.info', undefined);
    if (host === 'browser') globalThis.addEventListener('beforeunload', onUnload);
  } catch {
    // Without a connection nothing can be typed either: the next editor asks again.
    guards = false;
  }
}
