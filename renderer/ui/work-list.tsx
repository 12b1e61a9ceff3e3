import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { explainError } from '../lib/errors';
import { t } from '../lib/i18n';
import { EngineText } from './engine-text';
import { IconButton } from './icon-button';
import classes from './work-list.module.css';

/** What is under way in a view, and how it ended: `WorkCard`s. */
export const WorkList = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <section className={classes.works} aria-label={label}>
    {children}
  </section>
);

interface Props {
  readonly state: 'running' | 'done' | 'cancelled' | 'failed';
  /** How far it is, or how it ended. */
  readonly words: string;
  /** `words` are read out while it runs, too. */
  readonly live?: boolean;
  /** What it is called, where it is one of several. */
  readonly label?: string;
  /** Beside the words: its kind. */
  readonly lead: ReactNode;
  /** What it is done to. */
  readonly subject?: ReactNode;
  /** What there is to move, and how much of it was; null: how much there is is not known. Left out: no bar. */
  readonly progress?: { readonly bytes: number; readonly total: number | null };
  /** The button that cancels it, or puts it away. */
  readonly endLabel: string;
  readonly onEnd: () => void;
  /** After the words. */
  readonly children?: ReactNode;
}

/** One work: its progress while it runs, its end afterwards. */
export function WorkCard({ state, words, live = false, label, progress, ...rest }: Props) {
  const over = state !== 'running';
  return (
    <div
      className={classes.work}
      data-state={state}
      {...(label !== undefined && { role: 'group', 'aria-label': label })}
    >
      {typeof rest.lead === 'string' ? <div className={classes.title}>{rest.lead}</div> : rest.lead}
      <div className={classes.words}>
        {rest.subject}
        {!over && progress !== undefined && (
          <progress
            className={classes.progress}
            aria-label={t('{label}, progress', { label: label ?? '' })}
            {...(progress.total !== null && { max: Math.max(progress.total, 1), value: progress.bytes })}
          />
        )}
        <span className={classes.state} role={over || live ? 'status' : undefined}>
          {words}
        </span>
        {rest.children}
      </div>
      <IconButton label={rest.endLabel} icon={<IconX size={14} />} onClick={rest.onEnd} />
    </div>
  );
}

/** Why one failed. */
export function WorkFailure({ failure }: { readonly failure: { readonly message: string } }) {
  const { title, engineWords, advice } = explainError(Object.assign(new Error(failure.message), failure));
  return (
    <>
      <span>{[title, advice].filter((part) => part !== '').join(' ')}</span>
      {engineWords !== '' && <EngineText value={engineWords} wrap />}
    </>
  );
}
