import { type RefObject, useEffect, useRef } from 'react';
import { t } from '../../lib/i18n';
import { clockTime, dateTime } from '../../lib/time';
import { useNow } from '../../lib/use-now';
import { rpc } from '../../rpc/client';
import { useNotices } from '../../rpc/stores/notifications-store';
import { useSettings } from '../../rpc/stores/settings-store';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { StatusPanel } from '../../ui/status-panel';
import { NoticeItem } from './notice-item';
import classes from './notifications.module.css';
import { OutsideOffer } from './outside';
import { beQuiet, inAnHour, quietUntil, tomorrow } from './quiet';

interface Props {
  readonly id: string;
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly onClose: () => void;
}

const DAY_MS = 86_400_000;
const markAllRead = (): void => void rpc.call('notifications.markRead', { id: null }).catch(() => undefined);

/** What was worth knowing, the newest first. What was seen here is read when it closes. */
export function NotificationsPanel({ id, button, onClose }: Props) {
  const rows = useNotices((store) => store.rows);
  const panel = useRef<HTMLElement>(null);
  const keepFocus = (): void => panel.current?.focus();
  useEffect(() => markAllRead, []);
  const notices = [...rows.values()].sort((a, b) => b.at - a.at || Number(b.id) - Number(a.id));
  return (
    <StatusPanel
      {...{ id, button, onClose }}
      title={t('Notifications')}
      panelRef={panel}
      closeLabel={t('Close the notifications')}
      tools={
        <Button
          variant="subtle"
          disabled={notices.length === 0}
          onClick={() => {
            keepFocus();
            void rpc.call('notifications.clear', { id: null }).catch(() => undefined);
          }}
        >
          {t('Clear all')}
        </Button>
      }
    >
      <Quiet />
      <OutsideOffer />
      {notices.length === 0 ? (
        <EmptyState title={t('No news')}>
          {t('Containers that end by themselves, failing health checks, little room and long tasks are told here.')}
        </EmptyState>
      ) : (
        <div className={classes.list} role="group" aria-label={t('All notifications')} tabIndex={0}>
          {notices.map((notice) => (
            <NoticeItem key={notice.id} notice={notice} onLeave={keepFocus} onShow={onClose} />
          ))}
        </div>
      )}
    </StatusPanel>
  );
}

/** Do not disturb: what it is, and its switches. */
function Quiet() {
  const now = useNow(10_000);
  const until = useSettings((store) => quietUntil(store.value?.notifications, now));
  if (until === null)
    return (
      <div className={classes.quiet} role="group" aria-label={t('Do not disturb')}>
        <span>{t('Do not disturb:')}</span>
        <Button variant="subtle" onClick={() => void beQuiet(inAnHour(Date.now()))}>
          {t('For 1 hour')}
        </Button>
        <Button variant="subtle" onClick={() => void beQuiet(tomorrow(Date.now()))}>
          {t('Until tomorrow')}
        </Button>
        <Button variant="subtle" onClick={() => void beQuiet('always')}>
          {t('Until turned off')}
        </Button>
      </div>
    );
  const time = until === 'always' ? '' : until - now < DAY_MS / 2 ? clockTime(until) : dateTime(until);
  return (
    <div className={classes.quiet} role="group" aria-label={t('Do not disturb')}>
      <span role="status">
        {until === 'always' ? t('Do not disturb is on.') : t('Do not disturb is on until {time}.', { time })}
      </span>
      <Button onClick={() => void beQuiet(null)}>{t('Turn off')}</Button>
    </div>
  );
}
