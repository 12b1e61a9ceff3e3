import { IconAlertTriangle, IconCircleCheckFilled, IconCircleX, IconLoader2 } from '@tabler/icons-react';
import type { ConnectionState } from '../../../main/contract/engine';
import { t } from '../../lib/i18n';
import { useConnection } from '../../rpc/use-stream';
import { useEngine } from '../../rpc/stores/engine-store';
import { EngineText } from '../../ui/engine-text';
import classes from './status-bar.module.css';

const WORDS: Readonly<Record<ConnectionState, string>> = {
  connecting: t('Connecting'),
  connected: t('Connected'),
  disconnected: t('Disconnected'),
  'not-responding': t('Not responding'),
};

const icons = {
  connecting: IconLoader2,
  connected: IconCircleCheckFilled,
  disconnected: IconCircleX,
  'not-responding': IconAlertTriangle,
} as const;

/** Always in sight. Without a connection to Slipway itself nothing is known of the engine, so nothing good is claimed. */
export function EngineStatus() {
  const status = useEngine((store) => store.state?.status);
  const connection = useConnection();
  const lost = connection === 'lost';
  const state = lost ? 'disconnected' : (status?.state ?? 'connecting');
  const reason = lost ? t('The connection to Slipway is lost.') : (status?.reason ?? '');
  const Icon = icons[state];
  return (
    <div role="status" aria-label={t('Engine')} className={classes.status} data-state={state}>
      <span className={classes.state}>
        <Icon size={15} aria-hidden />
        {WORDS[state]}
      </span>
      {status?.engine && (
        <span className={classes.engine}>
          <EngineText
            value={status.engine.name}
            title={t('{name} at {url}', { name: status.engine.name, url: status.engine.url })}
          />
        </span>
      )}
      {state !== 'connected' && (
        <span className={classes.reason}>
          <EngineText value={reason} />
        </span>
      )}
    </div>
  );
}
