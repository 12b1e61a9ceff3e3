import type { StopFacts } from '../../../main/contract/stops';
import { spanWords } from '../../lib/time';

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);

/** "on-failure, at most 3 times; restarted 3 times, and the engine has given up". */
export function restartWords({ restart, state }: Pick<StopFacts, 'restart' | 'state'>, now: number): string {
  const { policy, maximum, count, nextAt } = restart;
  if (policy === 'no' || policy === '')
    return count === 0 ? 'Never restarted by the engine' : `Restarted ${times(count)}`;
  const parts = [maximum > 0 ? `${policy}, at most ${times(maximum)}` : policy];
  if (count > 0) parts.push(`restarted ${times(count)}`);
  if (state === 'exited' && maximum > 0 && count >= maximum) parts.push('the engine has given up');
  if (nextAt !== null)
    parts.push(
      nextAt <= now
        ? 'the next try is due'
        : `the next try in about ${spanWords(nextAt - now + 999)}, and each wait is twice as long, up to a minute`,
    );
  return parts.join('; ');
}
