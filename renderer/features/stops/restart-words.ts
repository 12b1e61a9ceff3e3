import type { StopFacts } from '../../../main/contract/stops';
import { t } from '../../lib/i18n';
import { spanWords } from '../../lib/time';

const times = (count: number): string => (count === 1 ? t('once') : t('{count} times', { count }));

/** "on-failure, at most 3 times; restarted 3 times, and the engine has given up". */
export function restartWords({ restart, state }: Pick<StopFacts, 'restart' | 'state'>, now: number): string {
  const { policy, maximum, count, nextAt } = restart;
  if (policy === 'no' || policy === '')
    return count === 0 ? t('Never restarted by the engine') : t('Restarted {count}', { count: times(count) });
  const parts = [maximum > 0 ? t('{policy}, at most {maximum}', { policy, maximum: times(maximum) }) : policy];
  if (count > 0) parts.push(t('restarted {count}', { count: times(count) }));
  if (state === 'exited' && maximum > 0 && count >= maximum) parts.push(t('the engine has given up'));
  if (nextAt !== null)
    parts.push(
      nextAt <= now
        ? t('the next try is due')
        : t('the next try in about {nextAt}, and each wait is twice as long, up to a minute', {
            nextAt: spanWords(nextAt - now + 999),
          }),
    );
  return parts.join('; ');
}
