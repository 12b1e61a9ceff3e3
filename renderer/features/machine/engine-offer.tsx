import { IconPlayerPlay, IconSun } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Link } from 'wouter';
import type { MachineState } from '../../../main/contract/machine';
import { t } from '../../lib/i18n';
import { whileVisible } from '../../lib/while-visible';
import { startMachineStore, useMachine } from '../../rpc/stores/machine-store';
import { dismissFailure, useActions } from './actions-store';
import { DeedButton } from './deed-button';
import { FaultNotice } from './fault-notice';
import classes from './machine.module.css';
import { NAME } from './machine-words';
import { PhaseBar } from './phases';
import { StateLine } from './state-line';
import { useKeptFocus } from './use-kept-focus';

/** Where no engine answers: Slipway's own, one button away, with its progress and what stands in its way. */
export function EngineOffer() {
  useEffect(() => whileVisible(startMachineStore), []);
  const state = useMachine((store) => store.state);
  // Without a driver for this system there is nothing to offer.
  return (state?.driver ?? null) !== null && state !== null && <Offer state={state} />;
}

function Offer({ state }: { readonly state: MachineState }) {
  const failure = useActions((store) => store.failure);
  const place = useRef<HTMLDivElement>(null);
  const kept = useKeptFocus(place, '[data-heir]');
  const { power, phases, fault } = state;
  const isNews = failure !== null && failure.message !== fault?.message;
  const underWay = power === 'starting' || power === 'stopping';
  return (
    <div ref={place} role="group" aria-label={NAME} className={classes.offer} {...kept}>
      {fault !== null && (
        <FaultNotice
          fault={fault}
          {...(power === 'broken' && { actions: <Link href="/engine">{t('See what can be done')}</Link> })}
        />
      )}
      {isNews && <FaultNotice fault={failure} onDismiss={dismissFailure} />}
      <div data-heir tabIndex={-1} className={classes.offerState}>
        {power === 'absent' ? (
          <p>{t('Slipway can bring its own: a small Linux virtual machine with a container engine in it.')}</p>
        ) : (
          <StateLine state={state} />
        )}
        {underWay && <PhaseBar phases={phases} label={power === 'starting' ? t('Start') : t('Stop')} />}
      </div>
      <OfferButton key={power} state={state} />
    </div>
  );
}

function OfferButton({ state: { power, engineReady } }: { readonly state: MachineState }): ReactNode {
  switch (power) {
    case 'absent':
    case 'stopped':
    case 'broken':
      return (
        <DeedButton deed="start" variant="primary" icon={<IconPlayerPlay size={15} />}>
          {t('Start engine')}
        </DeedButton>
      );
    case 'starting':
      return <DeedButton deed="stop">{t('Cancel start')}</DeedButton>;
    case 'sleeping':
      return (
        <DeedButton deed="resume" variant="primary" icon={<IconSun size={15} />}>
          {t('Wake engine')}
        </DeedButton>
      );
    case 'running':
      return (
        engineReady && (
          <DeedButton deed="use" variant="primary">
            {t('Use this engine')}
          </DeedButton>
        )
      );
    case 'stopping':
      return null;
  }
}
