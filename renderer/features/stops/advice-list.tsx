import { useState } from 'react';
import { Link } from 'wouter';
import type { Advice } from '../../../main/contract/stop-cause';
import type { StopFacts } from '../../../main/contract/stops';
import { withoutControls } from '../../lib/control-characters';
import { t } from '../../lib/i18n';
import { Button } from '../../ui/button';
import { CopyButton } from '../../ui/copy-button';
import { EngineText } from '../../ui/engine-text';
import { ErrorNotice } from '../../ui/error-notice';
import { Notice } from '../../ui/notice';
import { adviceWords } from './advice-words';
import { MemoryDialog } from './memory-dialog';
import { useTabPath } from './places';
import classes from './stops.module.css';
import { Refused, useRun } from './use-run';

interface Props {
  readonly facts: StopFacts;
}

/** What to try next, each with what does it: a button, a place in Slipway, or a line for a terminal. */
export function AdviceList({ facts }: Props) {
  const run = useRun();
  return (
    <>
      <ol className={classes.advice}>
        {facts.advice.map((advice) => (
          <li key={advice.kind} className={classes.adviceItem}>
            <span className={classes.adviceText}>{adviceWords(advice)}</span>
            <Means advice={advice} facts={facts} run={run} />
          </li>
        ))}
      </ol>
      <div role="status" className={classes.outcome}>
        {run.error instanceof Refused ? (
          <Notice tone="bad" title={t('The engine refused.')}>
            <EngineText value={run.error.message} wrap />
          </Notice>
        ) : (
          run.error !== null && <ErrorNotice error={run.error} />
        )}
      </div>
    </>
  );
}

interface MeansProps extends Props {
  readonly advice: Advice;
  readonly run: ReturnType<typeof useRun>;
}

const ACTIONS = {
  start: ['start', t('Start again')],
  'stop-loop': ['stop', t('Stop it')],
  restart: ['restart', t('Restart')],
} as const;

const PLACES = {
  logs: ['logs', t('Show logs')],
  mounts: ['inspect', t('Show its mounts')],
  health: ['health', t('Show its health')],
} as const;

function Means({ advice, facts: { id, name, memoryBytes }, run }: MeansProps) {
  const path = useTabPath();
  const [asking, setAsking] = useState(false);
  switch (advice.kind) {
    case 'start':
    case 'stop-loop':
    case 'restart': {
      const [action, label] = ACTIONS[advice.kind];
      return (
        <Button title={advice.cli} disabled={run.isPending} onClick={() => run.mutate({ id, action })}>
          {label}
        </Button>
      );
    }
    case 'logs':
    case 'mounts':
    case 'health': {
      const [tab, label] = PLACES[advice.kind];
      return <Link href={path(id, tab)}>{label}</Link>;
    }
    case 'port-holder':
      return (
        <Link href={path(advice.id)} className={classes.adviceMeans}>
          {t('Go to {name}', { name: withoutControls(advice.name) })}
        </Link>
      );
    case 'raise-memory':
      return (
        <>
          <Button onClick={() => setAsking(true)}>{t('Raise the limit…')}</Button>
          {asking && (
            <MemoryDialog
              {...{ id, from: memoryBytes ?? advice.from, proposed: advice.to }}
              name={withoutControls(name)}
              onClose={() => setAsking(false)}
            />
          )}
        </>
      );
    case 'debug-shell':
    case 'shell-inside':
    case 'find-port-holder':
    case 'pull-platform':
      return <CommandLine text={advice.cli} />;
  }
}

const CommandLine = ({ text }: { readonly text: string }) => (
  <span className={classes.command}>
    <code>
      <EngineText value={text} wrap mono />
    </code>
    <CopyButton text={text} label={t('Copy command')} />
  </span>
);
