import { IconArrowBackUp, IconCheck, IconCopy } from '@tabler/icons-react';
import { type ReactNode, type RefObject, useEffect, useId, useRef, useState } from 'react';
import { errorLine } from '../../lib/errors';
import { t } from '../../lib/i18n';
import { useSettings } from '../../rpc/stores/settings-store';
import { copyText } from '../../ui/copy-button';
import { IconButton } from '../../ui/icon-button';
import { SettingControl } from './controls';
import { type Field, valueWords } from './fields';
import { ResetDialog } from './reset-dialog';
import { isChanged, reset, resettable, save, valueAt } from './saving';
import classes from './settings-page.module.css';

interface Props {
  readonly field: Field;
  /** The address leads to it. */
  readonly asked: boolean;
  /** A search leaves it out: what is typed into it stays. */
  readonly hidden: boolean;
  /** In place of a control. */
  readonly own?: ReactNode;
  /** It has to be started again before a change counts, and how. */
  readonly restart?: ReactNode;
}

/** Whose control takes the whole width. */
const WIDE: ReadonlySet<string> = new Set(['notifications.patterns', 'appearance.views']);

/** One setting: what it does, its value, its key in the file, the way back to the default. */
export function SettingRow({ field, asked, hidden, own, restart }: Props) {
  const id = useId();
  const row = useRef<HTMLLIElement>(null);
  const value = useSettings((store) => (store.value === null ? undefined : valueAt(store.value, field.key)));
  const changed = useSettings((store) => store.value !== null && isChanged(store.value, field.key));
  const canReset = useSettings((store) => store.value !== null && resettable(store.value, [field.key]).length > 0);
  const [asking, setAsking] = useState(false);
  const [trouble, setTrouble] = useState('');
  const attempt = async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work();
      setTrouble('');
      return true;
    } catch (error) {
      setTrouble(errorLine(error));
      return false;
    }
  };
  useArrival(row, asked);
  const isLabel = field.control.type !== 'own' && field.control.type !== 'choice' && own === undefined;
  return (
    <li
      ref={row}
      hidden={hidden}
      className={classes.row}
      data-asked={asked || undefined}
      data-wide={WIDE.has(field.key) || undefined}
    >
      <div className={classes.words}>
        <div className={classes.line}>
          {isLabel ? (
            <label htmlFor={`${id}input`} id={`${id}title`} className={classes.title}>
              {field.title}
            </label>
          ) : (
            <span id={`${id}title`} className={classes.title}>
              {field.title}
            </span>
          )}
          <span className={classes.tools}>
            <KeyButton name={field.key} />
            {changed && (
              <>
                <span className={classes.changed}>{t('Changed')}</span>
                {canReset && (
                  <IconButton
                    className={classes.small}
                    label={t('Reset “{title}” to {standard}', {
                      title: field.title,
                      standard: valueWords(field, field.standard),
                    })}
                    icon={<IconArrowBackUp size={14} />}
                    // A list may be long work.
                    onClick={() => (Array.isArray(value) ? setAsking(true) : void attempt(() => reset([field.key])))}
                  />
                )}
              </>
            )}
          </span>
        </div>
        <p id={`${id}about`} className={classes.about}>
          {field.description}
        </p>
      </div>
      <div className={classes.control}>
        {own ?? (
          <SettingControl
            field={field}
            value={value}
            titleId={`${id}title`}
            aboutId={`${id}about`}
            inputId={`${id}input`}
            focused={asked}
            onSave={(next) => attempt(() => save(field.key, next))}
          />
        )}
        <div aria-live="polite">
          {trouble !== '' && <p className={classes.trouble}>{trouble}</p>}
          {restart}
        </div>
      </div>
      {asking && <ResetDialog title={field.title} keys={[field.key]} onClose={() => setAsking(false)} />}
    </li>
  );
}

const SETTLING_MS = 3_000;

/** Focuses the row that the address leads to, and keeps it in sight while what stands above it still comes in. */
function useArrival(row: RefObject<HTMLElement | null>, asked: boolean): void {
  useEffect(() => {
    const element = row.current;
    if (!asked || element === null) return;
    const control = ['[data-autofocus]', 'input, a', 'button'].map((each) => element.querySelector<HTMLElement>(each));
    control.find((each) => each !== null)?.focus({ preventScroll: true });
    const show = (): void => element.scrollIntoView({ block: 'center' });
    show();
    const settling = new ResizeObserver(show);
    for (const each of element.closest('[data-settings]')?.children ?? []) settling.observe(each);
    const over = (): void => settling.disconnect();
    const timer = setTimeout(over, SETTLING_MS);
    const userActs = ['wheel', 'pointerdown', 'keydown'] as const;
    for (const each of userActs) window.addEventListener(each, over, { once: true, passive: true });
    return () => {
      over();
      clearTimeout(timer);
      for (const each of userActs) window.removeEventListener(each, over);
    };
  }, [row, asked]);
}

const COPIED_MS = 1_500;

/** The key is what a script writes. */
function KeyButton({ name }: { readonly name: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), COPIED_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <button
      type="button"
      className={classes.key}
      aria-label={copied ? t('Copied') : t('Copy {key}', { key: name })}
      onClick={() => void copyText(name).then(setCopied)}
    >
      <code>{name}</code>
      {copied ? <IconCheck size={12} aria-hidden /> : <IconCopy size={12} aria-hidden />}
    </button>
  );
}
