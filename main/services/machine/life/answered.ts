import { DriverError } from '../driver';
import type { Powered } from './powered';
import type { StateStore } from './state';
import { say } from '../../../../texts/say';

const ENGINE_ANSWER_MS = 120_000;

/** Resolves when the engine in the machine answers. Throws DriverError `timeout`, or the signal's reason. */
export function untilAnswered(
  powered: Powered,
  store: Pick<StateStore, 'onChange'>,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      stop();
      signal.removeEventListener('abort', onAbort);
      settle();
    };
    const look = (): void => {
      if (powered.link.client() !== null) end(resolve);
    };
    const onAbort = (): void =>
      end(() => reject(signal.reason instanceof Error ? signal.reason : new Error('aborted')));
    const message = say('The container engine in the machine runs but does not answer. Its log may say why.');
    const timer = setTimeout(() => end(() => reject(new DriverError('timeout', message))), ENGINE_ANSWER_MS);
    const stop = store.onChange(look);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    else look();
  });
}
