import type { BuildRow } from '../../../contract/builds';
import { cut } from '../../engine/loose';
import { BuildFault } from '../fault';
import { BuildFailed } from './drive';
import { say } from '../../../../texts/say';

/** How a build ended. */
export interface Conclusion {
  readonly state: Extract<BuildRow['state'], 'done' | 'failed' | 'cancelled' | 'interrupted'>;
  readonly failure: string;
  readonly failedLine: number | null;
}

/** Of a signal: it is no wish of the user's that ends the build. */
export const CLOSING = 'closing';
const LONGEST = 16_384;

const wordsOf = (error: unknown): string => {
  if (error instanceof BuildFault) return `${error.path}: ${error.detail}`;
  return error instanceof Error ? error.message : String(error);
};

/** @param error null: it is done. */
export function conclude(error: unknown, signal: AbortSignal): Conclusion {
  if (error === null) return { state: 'done', failure: '', failedLine: null };
  if (signal.aborted && signal.reason === CLOSING)
    return { state: 'interrupted', failure: say('Slipway ended while this was built.'), failedLine: null };
  if (signal.aborted) return { state: 'cancelled', failure: '', failedLine: null };
  const failedLine = error instanceof BuildFailed ? error.line : null;
  return { state: 'failed', failure: cut(wordsOf(error), LONGEST), failedLine };
}
