import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { MachineState } from '../../../main/contract/machine';
import { binaryBytes } from '../../lib/bytes';
import { ExternalLink } from '../../lib/external-link';
import { t } from '../../lib/i18n';
import { useConnection } from '../../rpc/use-stream';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { dismissFailure, dismissWelcome, useActions } from './actions-store';
import { DeedButton } from './deed-button';
import type { Question } from './dialogs';
import { FaultNotice } from './fault-notice';
import { ForwardsGrid } from './forwards-grid';
import { MachineFacts } from './machine-facts';
import classes from './machine.module.css';
import { forwardHref, gibibytes, mebibytes, settingsWords } from './machine-words';
import { LivePhases, PastPhases, presentPhase } from './phases';
import { SharesList } from './shares-list';

interface Props {
  readonly state: MachineState;
  readonly onAsk: (question: Question) => void;
}

export function MachineBody({ state, onAsk }: Props) {
  const lost = useConnection() === 'lost';
  const { power, phases, forwards, shares } = state;
  // A start that a fault ended goes on no more, whatever its last phase says.
  const isUnderWay = presentPhase(phases) !== undefined && power !== 'broken';
  const live = power === 'starting' || power === 'stopping' || isUnderWay;
  const isOn = power === 'running' || power === 'sleeping';
  return (
    <div className={classes.body} data-stale={lost || undefined}>
      <Notices state={state} onAsk={onAsk} />
      {power === 'absent' && !live && <Introduction state={state} />}
      {live && <Progress state={state} />}
      {power !== 'absent' && power !== 'starting' && <MachineFacts state={state} />}
      {isOn && (
        <div className={classes.columns}>
          <ForwardsGrid forwards={forwards} />
          <SharesList shares={shares} />
        </div>
      )}
      {isOn && !live && isStart(state) && <PastPhases phases={phases} label={t('The start')} />}
    </div>
  );
}

/** Not a stop that failed, nor the taking over of a machine that ran already. */
const isStart = ({ phases: [first], startedAt }: MachineState): boolean =>
  first !== undefined && startedAt !== null && first.startedAt <= startedAt;

/** A stop that tells no phases has only a bar: those of the start before it are no news. */
function Progress({ state: { power, phases } }: Pick<Props, 'state'>) {
  const label = power === 'stopping' ? t('Stop of the engine') : t('Start of the engine');
  return <LivePhases phases={power === 'stopping' && presentPhase(phases) === undefined ? [] : phases} label={label} />;
}

function Introduction({ state: { driver, settings } }: { readonly state: MachineState }) {
  if (driver === null)
    return (
      <p className={classes.dim}>
        {t('Slipway has no virtual machine for this system; it works with the engines below.')}
      </p>
    );
  const { cpus, memoryMiB, diskGiB } = settings;
  return (
    <div className={classes.introduction}>
      <p>
        {t(
          'A small Linux virtual machine with a container engine of its own, which Slipway runs for you; nothing else on this computer changes.',
        )}
      </p>
      <p className={classes.dim}>
        {t(
          'It needs {cpus, plural, one {# CPU} other {# CPUs}} and up to {memoryMiB} of memory while it runs. Its disk starts small and takes room only as it fills, up to {diskGiB}. The first start ends with a small welcome container.',
          { cpus, memoryMiB: binaryBytes(mebibytes(memoryMiB)), diskGiB: binaryBytes(gibibytes(diskGiB)) },
        )}
      </p>
    </div>
  );
}

function Notices({ state, onAsk }: Props) {
  const { fault, power, needsRestart } = state;
  const failure = useActions((store) => store.failure);
  const isNews = failure !== null && failure.message !== fault?.message;
  return (
    <div className={classes.notices}>
      {fault !== null && <FaultNotice fault={fault} actions={<Remedies state={state} onAsk={onAsk} />} />}
      {isNews && <FaultNotice fault={failure} onDismiss={dismissFailure} />}
      {power === 'running' && needsRestart.length > 0 && (
        <Notice
          tone="info"
          title={t('A restart is needed for {needsRestart}.', { needsRestart: settingsWords(needsRestart) })}
          actions={<DeedButton deed="restart">{t('Restart now')}</DeedButton>}
        >
          {t('Until then the engine goes on as it was started.')}
        </Notice>
      )}
      <Welcome forwards={state.forwards} />
    </div>
  );
}

/** What can be done about a fault, besides trying again. */
function Remedies({ state: { fault, power, driver }, onAsk }: Props): ReactNode {
  const logs = <Button onClick={() => onAsk('logs')}>{t('Show logs')}</Button>;
  switch (fault?.kind) {
    case 'disk-damaged':
      return (
        <>
          <Button onClick={() => onAsk('disk')}>{t('Check disk…')}</Button>
          <Button onClick={() => onAsk('snapshots')}>{t('Restore a snapshot…')}</Button>
          <Button onClick={() => onAsk('export')}>{t('Export disk…')}</Button>
        </>
      );
    case 'guest-disk-full':
      return <Button onClick={() => onAsk('settings')}>{t('Raise the disk limit…')}</Button>;
    case 'host-disk-full':
      return power === 'sleeping' && <DeedButton deed="resume">{t('Continue')}</DeedButton>;
    case 'start-failed':
    case 'timeout':
    case 'crashed':
      return driver !== null && power !== 'absent' && logs;
    case 'not-installed':
    case 'unsupported':
    case 'image':
    case undefined:
      return null;
  }
}

function Welcome({ forwards }: Pick<MachineState, 'forwards'>) {
  const id = useActions((store) => store.welcomed);
  const shown = id !== null;
  const page = forwards.flatMap((forward) => (forward.containerId === id ? (forwardHref(forward) ?? []) : []))[0];
  return (
    <div aria-live="polite" className={classes.welcome}>
      {shown && (
        <Notice tone="info" title={t('The welcome container is running.')} onDismiss={dismissWelcome}>
          <span className={classes.links}>
            {page !== undefined && <ExternalLink href={page}>{t('Open its page')}</ExternalLink>}
            <Link href={`/containers/${encodeURIComponent(id)}`}>{t('Show it among the containers')}</Link>
          </span>
        </Notice>
      )}
    </div>
  );
}
