import { t } from '../../../lib/i18n';
import { useEngine } from '../../../rpc/stores/engine-store';
import { useLogsSettings } from '../view/settings';

/** What typed times are relative to: the engine's present, and the zone that is shown. */
export function useClock(): { readonly nowMicros: () => number; readonly zone: 'local' | 'utc' } {
  const skew = useEngine(({ state }) => state?.status.clockSkewMs ?? 0);
  const { timestamps } = useLogsSettings();
  return { nowMicros: () => (Date.now() + skew) * 1000, zone: timestamps === 'utc' ? 'utc' : 'local' };
}

export const TIME_EXAMPLES = t('5m, 2h ago, 14:30, 14:30:05, 2026-01-31 14:30, or as RFC 3339');
export const NOT_A_TIME = t('This is no time. Examples: ');
