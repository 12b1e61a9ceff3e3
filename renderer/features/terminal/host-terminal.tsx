import { Link } from 'wouter';
import { t } from '../../lib/i18n';
import { useConnectionId } from '../../rpc/stores/engine-store';
import classes from './terminal.module.css';
import { HostTerminal } from './terminal-tab';

export const HOST_TERMINAL_PATH = '/engine/terminal';

/** Shells on the machine that the engine runs on. */
export function HostTerminalPage() {
  return (
    <div className={classes.host}>
      <div className={classes.hostHeader}>
        <h1 tabIndex={-1}>{t('Machine terminal')}</h1>
        <Link href="/engine">{t('Back to the engine')}</Link>
      </div>
      <HostTerminal />
    </div>
  );
}

/** The way there, from the engine's page. */
export function HostTerminalOffer() {
  if (useConnectionId() === null) return null;
  return (
    <section aria-label={t('Machine terminal')} className={classes.hostOffer}>
      <Link href={HOST_TERMINAL_PATH}>{t('Open a terminal on the engine’s machine…')}</Link>
      <span>{t('A root shell outside all containers. It asks first.')}</span>
    </section>
  );
}
