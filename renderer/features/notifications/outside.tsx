import { useState } from 'react';
import { navigate } from 'wouter/use-browser-location';
import type { Notice } from '../../../main/contract/notifications';
import { t } from '../../lib/i18n';
import { Button } from '../../ui/button';
import classes from './notifications.module.css';

/** In the desktop app main tells the system by itself, and the page may not. */
const canAsk = (): boolean => window.slipway === undefined && 'Notification' in window;

export const tellsOutside = (): boolean => canAsk() && Notification.permission === 'granted';

/** By the browser's own notifications, where the user allowed them. A click shows what it is about. */
export function tellOutside({ id, title, body, route }: Notice): void {
  const shown = new Notification(title, { body, tag: id });
  shown.addEventListener('click', () => {
    window.focus();
    if (route !== null) navigate(route);
    shown.close();
  });
}

/** In a browser: asks whether the page may tell outside of itself while it is hidden. */
export function OutsideOffer() {
  const [permission, setPermission] = useState(() => (canAsk() ? Notification.permission : 'denied'));
  if (permission !== 'default') return null;
  return (
    <div className={classes.quiet}>
      <span>{t('While this page is hidden, the browser can tell you.')}</span>
      <Button onClick={() => void Notification.requestPermission().then(setPermission)}>{t('Allow')}</Button>
    </div>
  );
}
