import { Radio, Select } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { InsideProcess, ProcessRow, SignalName, SignalTarget } from '../../../main/contract/processes';
import { t } from '../../lib/i18n';
import { durationWords, spanWords } from '../../lib/time';
import { rpc } from '../../rpc/client';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { EngineText } from '../../ui/engine-text';
import { ErrorNotice } from '../../ui/error-notice';
import { Notice } from '../../ui/notice';
import { Skeleton } from '../../ui/skeleton';
import { showToast } from '../../ui/toast-store';
import classes from './processes.module.css';
import { isSignal, signalLabel, SIGNALS } from './signal-words';

interface Props {
  readonly id: string;
  readonly row: ProcessRow;
  readonly onClose: () => void;
}

const CHOICES = Object.keys(SIGNALS)
  .filter(isSignal)
  .map((value) => ({ value, label: signalLabel(value) }));

type Chosen = Parameters<typeof rpc.call<'processes.signal'>>[1]['target'];

/** What would be signalled, when that is certain or was chosen. */
function chosenOf(target: SignalTarget | undefined, picked: number | null): Chosen | null {
  if (target === undefined) return null;
  if (target.kind === 'main') return target;
  const [first, second] = target.candidates;
  const one = second === undefined ? first : target.candidates.find(({ pid }) => pid === picked);
  return one === undefined ? null : { kind: 'inside', pid: one.pid, startTicks: one.startTicks, uid: one.uid };
}

/** Says whom a signal would reach, asks which one, and sends it: to that process or to none. */
export function SignalDialog({ id, row, onClose }: Props) {
  const command = row.cells.at(-1) ?? '';
  const [signal, setSignal] = useState<SignalName>('SIGTERM');
  const [picked, setPicked] = useState<number | null>(null);
  const target = useQuery({
    queryKey: ['processes', 'find', id, row.pid, command],
    queryFn: () => rpc.call('processes.find', { id, pid: row.pid, command }),
    gcTime: 0,
  });
  const send = useMutation({
    mutationFn: (chosen: Chosen) => rpc.call('processes.signal', { id, signal, target: chosen }),
    onSuccess: () => {
      onClose();
      showToast('ok', t('{signal} was sent.', { signal }));
    },
  });
  const chosen = chosenOf(target.data, picked);
  const { ends } = SIGNALS[signal];
  return (
    <Dialog
      opened
      role="alertdialog"
      title={t('Send a signal?')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button
            variant={ends ? 'danger' : 'primary'}
            disabled={chosen === null || send.isPending}
            onClick={() => chosen !== null && send.mutate(chosen)}
          >
            {t('Send {signal}', { signal })}
          </Button>
        </>
      }
    >
      <div className={classes.dialog}>
        <EngineText value={command} wrap mono />
        <Select
          label={t('Signal')}
          data-autofocus
          data={CHOICES}
          value={signal}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          onChange={(value) => value !== null && isSignal(value) && setSignal(value)}
        />
        <div aria-busy={target.isPending} className={classes.whom}>
          {target.isPending && <Skeleton width="80%" />}
          {target.error !== null && <ErrorNotice error={target.error} onRetry={() => void target.refetch()} />}
          {target.data !== undefined && <Whom target={target.data} ends={ends} picked={picked} onPick={setPicked} />}
        </div>
        {send.error !== null && <ErrorNotice error={send.error} />}
      </div>
    </Dialog>
  );
}

interface WhomProps {
  readonly target: SignalTarget;
  readonly ends: boolean;
  readonly picked: number | null;
  readonly onPick: (pid: number) => void;
}

function Whom({ target, ends, picked, onPick }: WhomProps) {
  if (target.kind === 'main')
    return ends ? (
      <Notice tone="warn" title={t("This is the container's main process")}>
        {t('When it ends, the container stops. The engine sends the signal itself.')}
      </Notice>
    ) : (
      <p>{t("This is the container's main process. The engine sends the signal itself.")}</p>
    );
  const [first, second] = target.candidates;
  if (first === undefined) return null;
  if (second === undefined)
    return (
      <p>
        {t(
          'Inside the container it is process {pid}, started {elapsedSeconds} ago. It is compared once more right before the signal.',
          { pid: first.pid, elapsedSeconds: spanWords(first.elapsedSeconds * 1000) },
        )}
      </p>
    );
  return (
    <Radio.Group
      label={t('Several processes in the container look just like this one. Which one is meant?')}
      value={picked === null ? null : String(picked)}
      onChange={(value) => onPick(Number(value))}
    >
      <div className={classes.candidates}>
        {target.candidates.map((candidate) => (
          <Radio key={candidate.pid} value={String(candidate.pid)} label={candidateWords(candidate)} />
        ))}
      </div>
    </Radio.Group>
  );
}

const candidateWords = ({ pid, ppid, cpuSeconds, elapsedSeconds }: InsideProcess): string =>
  t('Process {pid}, child of {ppid}, started {elapsedSeconds} ago, {cpuSeconds} of processor time', {
    pid,
    ppid,
    elapsedSeconds: spanWords(elapsedSeconds * 1000),
    cpuSeconds: durationWords(cpuSeconds * 1000),
  });
