import { IconBell, IconBellOff } from '@tabler/icons-react';
import { useEffect, useId, useRef } from 'react';
import { navigate } from 'wouter/use-browser-location';
import { create } from 'zustand';
import type { Notice } from '../../../main/contract/notifications';
import { t } from '../../lib/i18n';
import { useKeyLabel } from '../../lib/actions/bindings';
import { useActions } from '../../lib/actions/use-actions';
import { NOTIFICATION_ACTIONS } from './keys';
import { useNow } from '../../lib/use-now';
import { useNotices, watchNotices } from '../../rpc/stores/notifications-store';
import { useSettings } from '../../rpc/stores/settings-store';
import { StatusButton } from '../../ui/status-button';
import { putNotice } from '../../ui/toast-store';
import { NotificationsPanel } from './notifications-panel';
import { tellOutside, tellsOutside } from './outside';
import { quietUntil } from './quiet';

/** What the open panel shows needs no toast. */
const usePanel = create<{ readonly shown: boolean }>(() => ({ shown: false }));

/** The page tells what it is there for; hidden, only a browser's user who allowed it hears of it. */
function tell(notice: Notice): void {
  const { told, title, body, route, good, pageTells } = notice;
  if (told === 'none') return;
  const show = route === null ? null : () => navigate(route);
  if (!document.hidden && !pageTells && !usePanel.getState().shown) putNotice(good ? 'ok' : 'warn', title, body, show);
  if (document.hidden && told === 'system' && tellsOutside()) tellOutside(notice);
}

/** Follows the news while the page can be seen; hidden, only where it can tell anybody. */
function followNews(): () => void {
  let stop: (() => void) | null = null;
  const follow = (): void => {
    const isWanted = !document.hidden || tellsOutside();
    if (isWanted) stop ??= watchNotices(tell);
    else {
      stop?.();
      stop = null;
    }
  };
  document.addEventListener('visibilitychange', follow);
  follow();
  return () => {
    document.removeEventListener('visibilitychange', follow);
    stop?.();
  };
}

/** In the status bar: how much is unread; opens the notification centre. */
export function NotificationsButton() {
  const shown = usePanel((store) => store.shown);
  const setShown = (now: boolean): void => usePanel.setState({ shown: now });
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const now = useNow(10_000);
  const unread = useNotices(({ rows }) => [...rows.values()].filter(({ read }) => !read).length);
  const isQuiet = useSettings((store) => quietUntil(store.value?.notifications, now) !== null);
  useEffect(followNews, []);
  const toggle = (): void => {
    if (shown) button.current?.focus();
    setShown(!shown);
  };
  useActions(NOTIFICATION_ACTIONS, { show: toggle });
  const key = useKeyLabel(NOTIFICATION_ACTIONS.show);
  return (
    <>
      <StatusButton
        ref={button}
        icon={isQuiet ? <IconBellOff size={15} /> : <IconBell size={15} />}
        label={isQuiet ? t('Notifications, do not disturb is on') : t('Notifications')}
        iconOnly
        count={{ value: unread, word: t('unread') }}
        hint={key}
        expanded={shown}
        controls={id}
        onClick={toggle}
      />
      {shown && <NotificationsPanel id={id} button={button} onClose={() => setShown(false)} />}
    </>
  );
}
