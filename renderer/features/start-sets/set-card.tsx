import { IconPencil, IconPlayerPlay, IconPlayerStop, IconTrash, IconX } from '@tabler/icons-react';
import { type FocusEvent, useId, useLayoutEffect, useRef } from 'react';
import type { StartSetRow } from '../../../main/contract/start-sets';
import { errorLine } from '../../lib/errors';
import { t } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { useConnectionId } from '../../rpc/stores/engine-store';
import { Button } from '../../ui/button';
import { EngineText } from '../../ui/engine-text';
import { IconButton } from '../../ui/icon-button';
import { Notice } from '../../ui/notice';
import { showToast } from '../../ui/toast-store';
import { MemberLine } from './member-line';
import classes from './start-sets.module.css';
import { heldWords, runWords, summaryWords } from './words';

interface Props {
  readonly row: StartSetRow;
  readonly onEdit: () => void;
  readonly onDelete: () => void;
}

const tell = (error: unknown): void => showToast('bad', errorLine(error));
const ask = (what: 'start' | 'stop' | 'cancel', id: string): void =>
  void rpc.call(`startSets.${what}`, { id }).catch(tell);

/** A set: its members in their order, what is under way, and what can be done. */
export function SetCard({ row, onEdit, onDelete }: Props) {
  const id = useId();
  const { name, members, now, run, holdProblem } = row;
  const held = heldWords(row);
  return (
    <li className={classes.card}>
      <article aria-labelledby={id}>
        <header className={classes.head}>
          <h2 id={id} className={classes.name}>
            <EngineText value={name} />
          </h2>
          <span className={classes.dim}>{summaryWords(row)}</span>
          <Buttons row={row} onEdit={onEdit} onDelete={onDelete} />
        </header>
        <p role="status" className={classes.run} data-state={run?.state}>
          {run === null ? '' : runWords(run)}
        </p>
        <ol aria-label={t('Members')} className={classes.members}>
          {members.map((member, index) => (
            <MemberLine
              key={`${member.kind} ${member.subject} ${String(index)}`}
              member={member}
              now={now[index]}
              progress={run?.members[index]}
            />
          ))}
        </ol>
        {held !== '' && <p className={classes.held}>{held}</p>}
        {holdProblem !== '' && (
          <Notice tone="warn" title={t('Not all of it is held back')}>
            <EngineText value={holdProblem} wrap />
          </Notice>
        )}
      </article>
    </li>
  );
}

function Buttons({ row, onEdit, onDelete }: Props) {
  const { id, name, members, run } = row;
  const connected = useConnectionId() !== null;
  const isRunning = run?.state === 'running';
  const usable = connected && !isRunning && members.length > 0;
  const follow = useFollowedFocus(isRunning);
  return (
    <div className={classes.buttons} {...follow}>
      {isRunning && (
        <Button icon={<IconX size={15} />} aria-label={t('Cancel {name}', { name })} onClick={() => ask('cancel', id)}>
          {t('Cancel')}
        </Button>
      )}
      <Button
        variant="primary"
        icon={<IconPlayerPlay size={15} />}
        aria-label={t('Start {name}', { name })}
        disabled={!usable}
        onClick={() => ask('start', id)}
      >
        {t('Start')}
      </Button>
      <Button
        icon={<IconPlayerStop size={15} />}
        aria-label={t('Stop {name}', { name })}
        disabled={!usable}
        onClick={() => ask('stop', id)}
      >
        {t('Stop')}
      </Button>
      <IconButton
        label={t('Edit {name}…', { name })}
        icon={<IconPencil size={15} />}
        disabled={isRunning}
        onClick={onEdit}
      />
      <IconButton
        label={t('Delete {name}…', { name })}
        danger
        icon={<IconTrash size={15} />}
        disabled={isRunning}
        onClick={onDelete}
      />
    </div>
  );
}

/** What is pressed cannot be pressed again at once: the focus goes on to what can, and stays in this group. */
function useFollowedFocus(isRunning: boolean) {
  const group = useRef<HTMLDivElement>(null);
  const held = useRef(false);
  useLayoutEffect(() => {
    if (held.current) group.current?.querySelector<HTMLButtonElement>('button:enabled')?.focus();
  }, [isRunning]);
  return {
    ref: group,
    onFocusCapture: () => {
      held.current = true;
    },
    onBlurCapture: ({ target }: FocusEvent) => {
      // What is being removed, or cannot be used any more, loses it too; then it is still ours to give on.
      queueMicrotask(() => {
        if (target.matches(':enabled') && target.isConnected && !group.current?.contains(document.activeElement))
          held.current = false;
      });
    },
  };
}
