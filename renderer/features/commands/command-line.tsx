import { IconCheck, IconLoader2, IconQuestionMark, IconX } from '@tabler/icons-react';
import type { CommandEntry } from '../../../main/contract/commands';
import { t } from '../../lib/i18n';
import { clockTime, durationWords } from '../../lib/time';
import { CopyButton } from '../../ui/copy-button';
import { EngineText } from '../../ui/engine-text';
import classes from './command-log.module.css';
import { OUTCOME_WORDS } from './entries';

const icons = { running: IconLoader2, done: IconCheck, failed: IconX, unknown: IconQuestionMark } as const;

export function CommandLine({ entry }: { readonly entry: CommandEntry }) {
  const { startedAt, durationMs, command, outcome, message } = entry;
  const Icon = icons[outcome];
  return (
    <>
      <div className={classes.row}>
        <time className={classes.time} dateTime={new Date(startedAt).toISOString()}>
          {clockTime(startedAt)}
        </time>
        <code className={classes.command}>
          <EngineText value={command} mono />
        </code>
        <span className={classes.outcome} data-outcome={outcome}>
          <Icon size={14} aria-hidden />
          {OUTCOME_WORDS[outcome]}
        </span>
        <span className={classes.duration}>{durationMs !== null && durationWords(durationMs)}</span>
        <CopyButton text={command} label={t('Copy this line')} />
      </div>
      {message !== '' && (
        <div className={classes.message} data-outcome={outcome}>
          <EngineText value={message} wrap />
        </div>
      )}
    </>
  );
}
