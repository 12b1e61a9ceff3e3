import { type RefObject, useMemo, useRef, useState } from 'react';
import { t } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { useTasks } from '../../rpc/stores/tasks-store';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { useHeldOrder } from '../../ui/held-order';
import { StatusPanel } from '../../ui/status-panel';
import { TaskItem } from './task-item';
import { byInterest } from './task-words';
import classes from './tasks.module.css';

interface Props {
  readonly id: string;
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly onClose: () => void;
}

/** What takes a while, anywhere: under way, and how the last ended. */
export function TasksPanel({ id, button, onClose }: Props) {
  const rows = useTasks((store) => store.rows);
  const ids = useMemo(() => [...rows.values()].sort(byInterest).map((task) => task.id), [rows]);
  const [held, setHeld] = useState(false);
  const order = useHeldOrder(ids, held);
  const panel = useRef<HTMLElement>(null);
  /** What has the focus will go. */
  const keepFocus = (): void => panel.current?.focus();
  const isOver = [...rows.values()].some(({ state }) => state !== 'running');
  return (
    <StatusPanel
      {...{ id, button, onClose }}
      title={t('Tasks')}
      panelRef={panel}
      closeLabel={t('Close the tasks')}
      tools={
        <Button
          variant="subtle"
          disabled={!isOver}
          onClick={() => {
            keepFocus();
            void rpc.call('tasks.dismiss', { id: null }).catch(() => undefined);
          }}
        >
          {t('Clear finished')}
        </Button>
      }
    >
      {order.length === 0 ? (
        <EmptyState title={t('Nothing is under way')}>
          {t(
            'Pulls, builds, edits, exports and whatever else takes longer than a moment show here. They go on when the page is closed.',
          )}
        </EmptyState>
      ) : (
        <div
          className={classes.list}
          role="group"
          aria-label={t('All tasks')}
          tabIndex={0}
          onPointerEnter={() => setHeld(true)}
          onPointerLeave={() => setHeld(false)}
        >
          {order.map((each) => {
            const task = rows.get(each);
            return task && <TaskItem key={each} task={task} onLeave={keepFocus} onShow={onClose} />;
          })}
        </div>
      )}
    </StatusPanel>
  );
}
