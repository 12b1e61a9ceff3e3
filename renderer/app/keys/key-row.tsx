import { IconPencil, IconRestore, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useRef } from 'react';
import { type Bindings, keysIn } from '../../lib/actions/bindings';
import type { Action } from '../../lib/actions/define';
import { t } from '../../lib/i18n';
import { keyLabel } from '../../lib/platform';
import { Button } from '../../ui/button';
import { IconButton } from '../../ui/icon-button';
import { Kbd } from '../../ui/kbd';
import { MOST_KEYS, reset, without } from './binding-changes';
import classes from './keys.module.css';
import { Recorder } from './recorder';
import { saveBindings } from './use-key-settings';

interface Props {
  readonly action: Action;
  readonly bindings: Bindings;
  readonly edited: boolean;
  readonly onEdit: (open: boolean) => void;
}

/** What an action is called, and its keys. */
export function KeyRow({ action, bindings, edited, onEdit }: Props) {
  const { id, title, fixed } = action;
  const keys = keysIn(bindings, action);
  const pencil = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    onEdit(false);
    pencil.current?.focus();
  };
  return (
    <li className={classes.entry} data-changed={id in bindings || undefined}>
      <div className={classes.line}>
        <span className={classes.title}>{title}</span>
        <span className={classes.keys}>
          {keys.map((each) => (
            <Kbd key={each}>{keyLabel(each)}</Kbd>
          ))}
          {keys.length === 0 && <span className={classes.none}>{t('none')}</span>}
        </span>
        {fixed ? (
          <span className={classes.spare} />
        ) : (
          <IconButton
            ref={pencil}
            label={t('Change the keys of {action}', { action: title })}
            icon={<IconPencil size={14} />}
            aria-expanded={edited}
            onClick={() => onEdit(!edited)}
          />
        )}
      </div>
      {edited && <Editor action={action} bindings={bindings} onDone={close} />}
    </li>
  );
}

interface EditorProps {
  readonly action: Action;
  readonly bindings: Bindings;
  readonly onDone: () => void;
}

function Editor({ action, bindings, onDone }: EditorProps) {
  const keys = keysIn(bindings, action);
  const done = useRef<HTMLButtonElement>(null);
  // The button that did it goes.
  const change = (to: Bindings): void => {
    saveBindings(to);
    done.current?.focus();
  };
  /** Out of here alone: the map stays. */
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    onDone();
  };
  return (
    <div
      role="group"
      aria-label={t('Keys of {action}', { action: action.title })}
      className={classes.editor}
      onKeyDown={onKeyDown}
    >
      <span className={classes.keys}>
        {keys.map((each) => (
          <span key={each} className={classes.chip}>
            <Kbd>{keyLabel(each)}</Kbd>
            <IconButton
              label={t('Remove {keys}', { keys: keyLabel(each) })}
              icon={<IconX size={12} />}
              onClick={() => change(without(bindings, action, each))}
            />
          </span>
        ))}
      </span>
      {keys.length < MOST_KEYS && <Recorder action={action} bindings={bindings} />}
      <span className={classes.answers}>
        {action.id in bindings && (
          <Button icon={<IconRestore size={14} />} onClick={() => change(reset(bindings, action))}>
            {t('Reset')}
          </Button>
        )}
        <Button ref={done} onClick={onDone}>
          {t('Done')}
        </Button>
      </span>
    </div>
  );
}
