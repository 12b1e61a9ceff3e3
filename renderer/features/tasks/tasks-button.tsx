import { IconListCheck } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { Task } from '../../../main/contract/tasks';
import { t } from '../../lib/i18n';
import { useKeyLabel } from '../../lib/actions/bindings';
import { useActions } from '../../lib/actions/use-actions';
import { TASK_ACTIONS } from './keys';
import { whileVisible } from '../../lib/while-visible';
import { useTasks, watchTasks } from '../../rpc/stores/tasks-store';
import { StatusButton } from '../../ui/status-button';
import { stateWord, shareOf } from './task-words';
import { TasksPanel } from './tasks-panel';
import classes from './tasks.module.css';

/** In the status bar: how much is under way; opens the tasks centre. Reads out what ends. */
export function TasksButton() {
  const [shown, setShown] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const rows = useTasks((store) => store.rows);
  const running = [...rows.values()].filter(({ state }) => state === 'running');
  const share = shareOf(running);
  useEffect(() => whileVisible(watchTasks), []);
  const toggle = (): void => {
    // What has the focus goes with the panel.
    if (shown) button.current?.focus();
    setShown(!shown);
  };
  useActions(TASK_ACTIONS, { show: toggle });
  const key = useKeyLabel(TASK_ACTIONS.show);
  return (
    <>
      <StatusButton
        ref={button}
        icon={<IconListCheck size={15} />}
        label={t('Tasks')}
        count={{ value: running.length, word: t('running') }}
        hint={key}
        expanded={shown}
        controls={id}
        onClick={toggle}
      >
        {share !== null && <progress className={classes.share} max={1} value={share} aria-label={t('All tasks')} />}
      </StatusButton>
      <Ends />
      {shown && <TasksPanel id={id} button={button} onClose={() => setShown(false)} />}
    </>
  );
}

/** What ended last, for a screen reader. */
function Ends() {
  const [words, setWords] = useState('');
  useEffect(
    () =>
      useTasks.subscribe(({ rows }, before) => {
        const isEnd = ({ id, state }: Task): boolean => state !== 'running' && before.rows.get(id)?.state === 'running';
        const ends = [...rows.values()].filter(isEnd);
        const [first] = ends;
        if (first === undefined) return;
        const one = `${stateWord(first)}: ${first.title}`;
        setWords(ends.length === 1 ? one : t('{count} tasks ended', { count: ends.length }));
      }),
    [],
  );
  return (
    <span className="sw-hidden" role="status" aria-label={t('Ended tasks')}>
      {words}
    </span>
  );
}
