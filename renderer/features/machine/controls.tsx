import { IconPlayerPlay, IconPlayerStop, IconRefresh, IconSun } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import type { MachineState } from '../../../main/contract/machine';
import { t } from '../../lib/i18n';
import { useEngine } from '../../rpc/stores/engine-store';
import { Button } from '../../ui/button';
import { DeedButton } from './deed-button';
import type { Question } from './dialogs';
import classes from './machine.module.css';
import { MoreMenu } from './more-menu';
import { useKeptFocus } from './use-kept-focus';

interface Props {
  readonly state: MachineState;
  readonly onAsk: (question: Question) => void;
}

/** What can be done now: the one main action in words, the rest in a menu. */
export function Controls({ state, onAsk }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const kept = useKeptFocus(place, '[aria-haspopup=menu]');
  // No hypervisor for this system: there is nothing to do, and the text says so.
  if (state.driver === null) return null;
  return (
    <div ref={place} className={classes.controls} {...kept}>
      <UseButton state={state} />
      {/* By its state: a button never turns into another one under the finger. */}
      <MainButtons key={state.power} power={state.power} />
      <MoreMenu state={state} onAsk={onAsk} />
    </div>
  );
}

function MainButtons({ power }: Pick<MachineState, 'power'>): ReactNode {
  switch (power) {
    case 'absent':
      return (
        <DeedButton deed="start" variant="primary" icon={<IconPlayerPlay size={15} />}>
          {t('Create and start engine')}
        </DeedButton>
      );
    case 'stopped':
      return <StartButton />;
    case 'broken':
      return (
        <>
          <StartButton />
          <StopButton />
        </>
      );
    case 'starting':
      return <DeedButton deed="stop">{t('Cancel start')}</DeedButton>;
    case 'sleeping':
      return (
        <>
          <DeedButton deed="resume" variant="primary" icon={<IconSun size={15} />}>
            {t('Wake engine')}
          </DeedButton>
          <StopButton />
        </>
      );
    case 'running':
      return (
        <>
          <StopButton />
          <DeedButton deed="restart" icon={<IconRefresh size={15} />}>
            {t('Restart engine')}
          </DeedButton>
        </>
      );
    case 'stopping':
      return <Button disabled>{t('Stopping…')}</Button>;
  }
}

const StartButton = () => (
  <DeedButton deed="start" variant="primary" icon={<IconPlayerPlay size={15} />}>
    {t('Start engine')}
  </DeedButton>
);

const StopButton = () => (
  <DeedButton deed="stop" icon={<IconPlayerStop size={15} />}>
    {t('Stop engine')}
  </DeedButton>
);

/** Slipway shows one engine at a time; this one may run beside it. */
function UseButton({ state: { power, engineReady, engineKey } }: { readonly state: MachineState }) {
  const inUse = useEngine((store) => store.state?.status.engine?.key === engineKey);
  if (inUse || power !== 'running' || !engineReady) return null;
  return <DeedButton deed="use">{t('Use this engine')}</DeedButton>;
}
