import type { BackupSchedule } from '../../../../main/contract/volume-backups';
import { t } from '../../../lib/i18n';

export const WEEKDAYS = [
  t('Sunday'),
  t('Monday'),
  t('Tuesday'),
  t('Wednesday'),
  t('Thursday'),
  t('Friday'),
  t('Saturday'),
] as const;

const two = (value: number): string => String(value).padStart(2, '0');

/** `02:30` */
export const timeText = ({ hour, minute }: { readonly hour: number; readonly minute: number }): string =>
  `${two(hour)}:${two(minute)}`;

/** null: it is none. */
export function readTime(text: string): { readonly hour: number; readonly minute: number } | null {
  const [, hour, minute] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text.trim()) ?? [];
  return hour === undefined || minute === undefined ? null : { hour: Number(hour), minute: Number(minute) };
}

export function scheduleWords(schedule: BackupSchedule): string {
  switch (schedule.every) {
    case 'never':
      return t('Only when asked for');
    case 'hours':
      return t('{hours, plural, one {Every hour} other {Every # hours}}', { hours: schedule.hours });
    case 'day':
      return t('Every day at {time}', { time: timeText(schedule) });
    case 'week':
      return t('Every {day} at {time}', { day: WEEKDAYS[schedule.weekday] ?? '', time: timeText(schedule) });
  }
}
