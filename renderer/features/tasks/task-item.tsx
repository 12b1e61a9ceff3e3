import {
  IconArrowRight,
  IconCircleCheck,
  IconCircleMinus,
  IconCircleX,
  IconFileText,
  IconPlayerStop,
  IconProgress,
  IconX,
} from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useLocation } from 'wouter';
import type { Task } from '../../../main/contract/tasks';
import { errorLine } from '../../lib/errors';
import { t } from '../../lib/i18n';
import { useNow } from '../../lib/use-now';
import { rpc } from '../../rpc/client';
import { EngineText } from '../../ui/engine-text';
import { IconButton } from '../../ui/icon-button';
import { showToast } from '../../ui/toast-store';
import { TaskLog } from './task-log';
import { stateWord, whenWords } from './task-words';
import classes from './tasks.module.css';

const icons = {
  running: IconProgress,
  done: IconCircleCheck,
  failed: IconCircleX,
  cancelled: IconCircleMinus,
} as const;

const failed = (error: unknown): void => showToast('bad', errorLine(error));

interface Props {
  readonly task: Task;
  /** Called before it goes, while it has the focus. */
  readonly onLeave: () => void;
  /** Its view is shown. */
  readonly onShow: () => void;
}

export function TaskItem({ task, onLeave, onShow }: Props) {
  const { id, title, state, words, engine } = task;
  const [isLogShown, setLogShown] = useState(false);
  const logId = useId();
  const now = useNow(1000);
  const Icon = icons[state];
  return (
    <div className={classes.item} data-state={state} role="group" aria-label={title}>
      <Icon size={16} className={classes.icon} aria-hidden />
      <div className={classes.facts}>
        <span className={classes.name}>
          <EngineText value={title} />
        </span>
        {state === 'running' && (
          <progress
            className={classes.progress}
            aria-label={t('{task}, progress', { task: title })}
            {...(task.fraction !== null && { max: 1, value: task.fraction })}
          />
        )}
        <span className={classes.dim}>
          {stateWord(task)}, {whenWords(task, now)}
          {engine !== '' && (
            <>
              {' · '}
              <EngineText value={engine} />
            </>
          )}
        </span>
        {words !== '' && (
          <span className={classes.words}>
            <EngineText value={words} wrap />
          </span>
        )}
      </div>
      <Buttons {...{ task, onLeave, onShow, isLogShown, logId }} onLog={() => setLogShown(!isLogShown)} />
      {isLogShown && <TaskLog id={logId} task={id} title={title} />}
    </div>
  );
}

interface ButtonsProps extends Props {
  readonly isLogShown: boolean;
  readonly logId: string;
  readonly onLog: () => void;
}

function Buttons({ task, onLeave, onShow, isLogShown, logId, onLog }: ButtonsProps) {
  const { id, title, route, lines, cancellable, state } = task;
  const [, navigate] = useLocation();
  return (
    <div className={classes.buttons}>
      {lines > 0 && (
        <IconButton
          label={t('Log of {task}', { task: title })}
          icon={<IconFileText size={15} />}
          aria-expanded={isLogShown}
          aria-controls={isLogShown ? logId : undefined}
          onClick={onLog}
        />
      )}
      {route !== null && (
        <IconButton
          label={t('Show {task}', { task: title })}
          icon={<IconArrowRight size={15} />}
          onClick={() => {
            navigate(route);
            onShow();
          }}
        />
      )}
      {state === 'running' ? (
        <IconButton
          label={t('Cancel {task}', { task: title })}
          icon={<IconPlayerStop size={15} />}
          disabled={!cancellable}
          onClick={() => void rpc.call('tasks.cancel', { id }).catch(failed)}
        />
      ) : (
        <IconButton
          label={t('Dismiss {task}', { task: title })}
          icon={<IconX size={15} />}
          onClick={() => {
            onLeave();
            void rpc.call('tasks.dismiss', { id }).catch(failed);
          }}
        />
      )}
    </div>
  );
}
