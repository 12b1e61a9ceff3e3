import { t } from '../../../lib/i18n';
import { spanWords } from '../../../lib/time';

export interface Quota {
  readonly limit: number;
  readonly remaining: number;
  /** Within which the limit counts; 0: not said. */
  readonly windowSeconds: number;
}

const SECOND_MS = 1000;

/** "93 of 100 pulls left in 6 hours". */
export function quotaWords(quota: Quota | null): string {
  if (quota === null) return t('Docker Hub says no limit.');
  const { limit, remaining, windowSeconds } = quota;
  const within =
    windowSeconds > 0 ? t(' in {windowSeconds}', { windowSeconds: spanWords(windowSeconds * SECOND_MS) }) : '';
  const words = t('{remaining} of {limit} pulls left{within}.', { remaining, limit, within });
  return remaining > 0 ? words : t('{words} Logged in, more are allowed.', { words });
}
