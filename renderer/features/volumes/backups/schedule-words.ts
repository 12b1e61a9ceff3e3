import type { BackupSchedule } from '../../../../main/contract/volume-backups';

export const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

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
      return 'Only when asked for';
    case 'hours':
      return schedule.hours === 1 ? 'Every hour' : `Every ${String(schedule.hours)} hours`;
    case 'day':
      return `Every day at ${timeText(schedule)}`;
    case 'week':
      return `Every ${WEEKDAYS[schedule.weekday] ?? 'week'} at ${timeText(schedule)}`;
  }
}
