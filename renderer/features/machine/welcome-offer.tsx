import { IconPlayerPlay } from '@tabler/icons-react';
import { t } from '../../lib/i18n';
import { useEngine } from '../../rpc/stores/engine-store';
import { dismissFailure, useActions } from './actions-store';
import { DeedButton } from './deed-button';
import { FaultNotice } from './fault-notice';
import classes from './machine.module.css';

/** Slipway's own engine brings an image, so that something runs in it without a network. */
export function WelcomeOffer() {
  const isOwn = useEngine(
    ({ state }) =>
      state?.candidates.some(({ key, source }) => source === 'slipway' && key === state.status.engine?.key) ?? false,
  );
  const failure = useActions((store) => store.failure);
  const running = useActions((store) => store.pending.includes('welcome'));
  if (!isOwn) return null;
  return (
    <div className={classes.offer}>
      {failure !== null && <FaultNotice fault={failure} onDismiss={dismissFailure} />}
      <DeedButton deed="welcome" variant="primary" icon={<IconPlayerPlay size={15} />}>
        {running ? t('Starting the welcome container…') : t('Run the welcome container')}
      </DeedButton>
    </div>
  );
}
