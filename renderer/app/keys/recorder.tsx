import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Bindings } from '../../lib/actions/bindings';
import { type Action, allActions } from '../../lib/actions/define';
import { keysOfPress } from '../../lib/actions/key-names';
import { t } from '../../lib/i18n';
import { keyLabel } from '../../lib/platform';
import { Button } from '../../ui/button';
import { IS_DESKTOP } from '../desktop';
import { conflictsOf, given } from './binding-changes';
import classes from './keys.module.css';
import { refusalOf } from './reserved';
import { saveBindings } from './use-key-settings';

/** What was pressed, and why it is not simply taken. */
type Pressed =
  | { readonly kind: 'refused'; readonly keys: string; readonly reason: string }
  | { readonly kind: 'conflict'; readonly keys: string; readonly others: readonly Action[] };

interface Props {
  readonly action: Action;
  readonly bindings: Bindings;
}

/** Takes the keys that are pressed on it. */
export function Recorder({ action, bindings }: Props) {
  const [pressed, setPressed] = useState<Pressed | null>(null);
  const box = useRef<HTMLButtonElement>(null);
  useEffect(() => box.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent): void => {
    // These two lead on: nobody is caught here.
    if (event.key === 'Tab' || (event.key === 'Escape' && pressed === null)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') {
      setPressed(null);
      return;
    }
    const keys = keysOfPress(event);
    if (keys === null || event.repeat) return;
    const reason = refusalOf(keys, IS_DESKTOP);
    const others = conflictsOf(keys, action, { all: allActions(), bindings });
    if (reason !== null) setPressed({ kind: 'refused', keys, reason });
    else if (others.length > 0) setPressed({ kind: 'conflict', keys, others });
    else {
      saveBindings(given(bindings, action, keys, []));
      setPressed(null);
    }
  };
  const leave = (): void => {
    setPressed(null);
    box.current?.focus();
  };
  const take = ({ keys, others }: Extract<Pressed, { kind: 'conflict' }>): void => {
    saveBindings(given(bindings, action, keys, others));
    leave();
  };
  return (
    <div className={classes.recorder}>
      <button ref={box} type="button" className={classes.box} onKeyDown={onKeyDown}>
        {t('Press the new keys here')}
      </button>
      <div role="alert">
        {pressed?.kind === 'refused' && (
          <p className={classes.problem}>
            {keyLabel(pressed.keys)}: {pressed.reason}
          </p>
        )}
        {pressed?.kind === 'conflict' && (
          <p className={classes.problem}>
            {t('{keys} does this already: {actions}.', {
              keys: keyLabel(pressed.keys),
              actions: pressed.others.map(({ title, group }) => `“${title}” (${group.title})`).join(', '),
            })}
          </p>
        )}
      </div>
      {pressed?.kind === 'conflict' && (
        <span className={classes.answers}>
          {pressed.others.every(({ fixed }) => !fixed) && (
            <Button onClick={() => take(pressed)}>{t('Take it from there')}</Button>
          )}
          <Button onClick={leave}>{t('Leave it')}</Button>
        </span>
      )}
    </div>
  );
}
