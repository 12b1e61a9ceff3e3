import type { LogsSettings } from '../../../../main/contract/logs';
import { t } from '../../../lib/i18n';

type Timestamps = LogsSettings['timestamps'];

const two = (value: number): string => String(value).padStart(2, '0');
const three = (value: number): string => String(value).padStart(3, '0');

function localStamp(date: Date): string {
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const clock = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  return `${day} ${clock}.${three(date.getMilliseconds())}`;
}

/** A time by the engine's clock, µs; to the ms, in this machine's zone or in UTC. */
export function stampOf(micros: number, zone: 'local' | 'utc'): string {
  const date = new Date(micros / 1000);
  if (Number.isNaN(date.getTime())) return '—';
  return zone === 'utc' ? date.toISOString() : localStamp(date);
}

/** All that is known of a time: both zones, to the µs. */
export function fullStamp(micros: number): string {
  const rest = three(Math.abs(Math.round(micros)) % 1000);
  return t('{micros}{rest} local, {replace}', {
    micros: stampOf(micros, 'local'),
    rest,
    replace: stampOf(micros, 'utc').replace('Z', `${rest}Z`),
  });
}

export const TIMESTAMP_WORDS: Readonly<Record<Timestamps, string>> = {
  off: t('Off'),
  local: t('Local time'),
  utc: 'UTC',
  relative: t('Time ago'),
};
