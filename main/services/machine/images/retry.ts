import { asImageError, ImageError, isFull, words } from './image-error';
import { codeOf } from '../../process/error-code';
import { say, sayMsg } from '../../../../texts/say';
import { msg } from '../../../../texts/msg';

export interface RetryOptions {
  readonly signal: AbortSignal;
  /** Resolves when it is time for attempt `attempt` (1, 2, ...) after a failed one. */
  readonly pause: (attempt: number, signal: AbortSignal) => Promise<void>;
  /** For messages. */
  readonly host: string;
  readonly log: (line: string) => void;
}

/** What may go away by itself: tried again. */
export class Transient extends Error {
  override readonly name = 'Transient';
}

const MAX_FAILURES = 6;
const WHAT = msg('The image was not downloaded');
/** A certificate does not get better by asking again. */
const NOT_TRUSTED = /^(CERT_|ERR_TLS_CERT|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO)/;

/**
 * Does `work` again, after a pause, as long as it fails for what may pass. `work` resolves with null to be called again
 * at once, which it does where it got on; so a bad line that still brings something is used to its end.
 */
export async function withRetries<T>(options: RetryOptions, work: () => Promise<T | null>): Promise<T> {
  const { signal, host, log, pause } = options;
  let failures = 0;
  for (;;) {
    try {
      signal.throwIfAborted();
      const result = await work();
      if (result !== null) return result;
      failures = 0;
    } catch (error) {
      if (signal.aborted || error instanceof ImageError || isFull(error))
        throw asImageError(error, sayMsg(WHAT), signal);
      if (NOT_TRUSTED.test(codeOf(error)))
        throw new ImageError(
          'unreachable',
          say('{what}: {host} cannot be trusted: {error}.', { what: sayMsg(WHAT), host, error: words(error) }),
          words(error),
        );
      failures += 1;
      log(`image: ${host}: ${words(error)} (attempt ${String(failures)} of ${String(MAX_FAILURES)})`);
      if (failures >= MAX_FAILURES)
        throw new ImageError(
          'unreachable',
          say(
            '{what}: {host} cannot be reached, or breaks off again and again ({error}). What has come is kept; try again later.',
            { what: sayMsg(WHAT), host, error: words(error) },
          ),
          words(error),
        );
      await pause(failures, signal);
    }
  }
}
