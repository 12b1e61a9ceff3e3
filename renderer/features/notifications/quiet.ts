import type { SettingsPatch, SettingsValue } from '../../../main/contract/settings';
import { errorLine } from '../../lib/errors';
import { updateSettings } from '../../rpc/stores/settings-store';
import { showToast } from '../../ui/toast-store';

const HOUR_MS = 3_600_000;
/** When a day begins for who asked not to be disturbed until tomorrow. */
const MORNING = 8;

type NotificationsValue = SettingsValue['notifications'];

/** Until when nobody is to be disturbed: `always` until it is said otherwise; null: one may be. @param now ms since the epoch. */
export function quietUntil(settings: NotificationsValue | undefined, now: number): number | 'always' | null {
  if (settings?.doNotDisturb === true) return 'always';
  const until = settings?.doNotDisturbUntil ?? null;
  return until !== null && until > now ? until : null;
}

export const inAnHour = (now: number): number => now + HOUR_MS;

/** The next morning, by this computer's clock. */
export function tomorrow(now: number): number {
  const morning = new Date(now);
  morning.setDate(morning.getDate() + 1);
  morning.setHours(MORNING, 0, 0, 0);
  return morning.getTime();
}

export async function changeNotifications(notifications: NonNullable<SettingsPatch['notifications']>): Promise<void> {
  try {
    await updateSettings({ notifications });
  } catch (error) {
    showToast('bad', errorLine(error));
  }
}

export const beQuiet = (until: number | 'always' | null): Promise<void> =>
  changeNotifications({
    doNotDisturb: until === 'always',
    doNotDisturbUntil: typeof until === 'number' ? until : null,
  });
