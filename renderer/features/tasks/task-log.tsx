import { useEffect, useState } from 'react';
import { t } from '../../lib/i18n';
import { watch } from '../../rpc/use-stream';
import { EngineText } from '../../ui/engine-text';
import classes from './tasks.module.css';

/** What main keeps of one. */
const MOST = 1000;

interface Props {
  readonly id: string;
  /** Of the task. */
  readonly task: string;
  readonly title: string;
}

/** The lines of one task, as they come. */
export function TaskLog({ id, task, title }: Props) {
  const [lines, setLines] = useState<readonly string[]>([]);
  useEffect(
    () =>
      watch(
        'tasks.log',
        { id: task },
        {
          onReset: () => setLines([]),
          onItem: (part) => setLines((old) => [...old, ...part.lines].slice(-MOST)),
        },
      ),
    [task],
  );
  return (
    <div id={id} className={classes.log} role="group" aria-label={t('Log of {task}', { task: title })} tabIndex={0}>
      {lines.map((line, index) => (
        <div key={index}>
          <EngineText value={line} wrap mono />
        </div>
      ))}
    </div>
  );
}
