import { IconEye, IconEyeOff, IconFolder } from '@tabler/icons-react';
import { useState } from 'react';
import { inSentence, t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { IconButton } from '../../../ui/icon-button';
import { useReturnedFocus } from '../../../ui/use-returned-focus';
import classes from '../create.module.css';
import { isSecretName } from '../model/env-text';
import type { Column } from '../model/fields';
import { setText, setValue, useForm, useFormStore, useValue } from '../model/form-store';
import { textAt, valueAt } from '../model/paths';
import { textOf, typedAs } from '../model/typed';
import { useDescribed } from './field-shell';
import { FolderDialog } from './folder-dialog';
import { listId } from './proposals';

interface Props {
  readonly column: Column;
  /** Path of the row. */
  readonly row: string;
  /** The control's accessible name. */
  readonly name: string;
}

interface CellProps extends Props {
  readonly path: string;
}

/** One field of a row. */
export function Cell(props: Props) {
  const cell = { ...props, path: `${props.row}.${props.column.key}` };
  switch (props.column.kind) {
    case 'text':
      return <TextCell {...cell} />;
    case 'choice':
      return <ChoiceCell {...cell} />;
    case 'check':
      return <CheckCell {...cell} />;
    case 'number':
    case 'words':
      return <TypedCell {...cell} kind={props.column.kind} />;
    case 'long':
      return <LongCell {...cell} />;
    case 'env':
      return <EnvCell {...cell} />;
    case 'source':
      return <SourceCell {...cell} />;
  }
}

const PLAIN = { spellCheck: false, autoComplete: 'off', className: classes.input } as const;

function TextCell({ path, column, name }: CellProps) {
  const form = useFormStore();
  const value = useForm(({ spec }) => textAt(spec, path));
  return (
    <input
      {...useDescribed(path)}
      {...PLAIN}
      type="text"
      aria-label={name}
      placeholder={column.placeholder}
      list={column.proposals === undefined ? undefined : listId(column.proposals)}
      value={value}
      onChange={(event) => setValue(form, path, event.currentTarget.value)}
    />
  );
}

function TypedCell({ path, column, name, kind }: CellProps & { readonly kind: 'number' | 'words' }) {
  const form = useFormStore();
  const value = useForm(({ spec, texts }) => texts[path] ?? shownText(kind, valueAt(spec, path)));
  return (
    <input
      {...useDescribed(path)}
      {...PLAIN}
      type="text"
      aria-label={name}
      placeholder={column.placeholder}
      value={value}
      onChange={(event) => setText(form, path, typedAs(kind, event.currentTarget.value, 0, []))}
    />
  );
}

/** No words at all are an empty cell, and a nought is one. */
const shownText = (kind: 'number' | 'words', value: unknown): string =>
  Array.isArray(value) && value.length === 0 ? '' : textOf(kind, value, null);

/** Kinds of mounts that have a flag beside `--mount`. */
const OWN_FLAGS: Readonly<Record<string, string>> = { volume: 'volume', bind: 'volume', tmpfs: 'tmpfs' };

function ChoiceCell({ path, column: { key, options = [] }, row, name }: CellProps) {
  const form = useFormStore();
  const value = useForm(({ spec }) => textAt(spec, path));
  const choose = (chosen: string): void => {
    setValue(form, path, chosen);
    // What was said by `--mount` stays so.
    if (key === 'type' && textAt(form.getState().spec, `${row}.flag`) !== 'mount')
      setValue(form, `${row}.flag`, OWN_FLAGS[chosen] ?? 'mount');
  };
  return (
    <select
      {...useDescribed(path)}
      className={classes.input}
      aria-label={name}
      value={value}
      onChange={(event) => choose(event.currentTarget.value)}
    >
      {options.map(([each, words]) => (
        <option key={each} value={each}>
          {words}
        </option>
      ))}
    </select>
  );
}

function CheckCell({ path, name }: CellProps) {
  const form = useFormStore();
  const checked = useForm(({ spec }) => valueAt(spec, path) === true);
  return (
    <input
      {...useDescribed(path)}
      className={classes.cellCheck}
      type="checkbox"
      aria-label={name}
      checked={checked}
      onChange={(event) => setValue(form, path, event.currentTarget.checked)}
    />
  );
}

const MOST_LINES = 6;

interface LongProps extends CellProps {
  readonly masked?: boolean;
}

/** Of several lines, as a value may be: Shift+Enter begins a new one. */
function LongCell({ path, column, name, masked = false }: LongProps) {
  const form = useFormStore();
  const value = useForm(({ spec }) => textAt(spec, path));
  return (
    <textarea
      {...useDescribed(path)}
      {...PLAIN}
      rows={masked ? 1 : Math.min(MOST_LINES, value.split('\n').length)}
      aria-label={name}
      placeholder={column.placeholder}
      data-masked={masked || undefined}
      value={value}
      onChange={(event) => setValue(form, path, event.currentTarget.value)}
    />
  );
}

function EnvCell(props: CellProps) {
  const form = useFormStore();
  const [shown, setShown] = useState(false);
  const takenAway = useValue(props.path) === null;
  const secret = useForm(({ spec }) => isSecretName(textAt(spec, `${props.row}.name`)));
  if (takenAway) {
    return (
      <div className={classes.takenAway}>
        <span>{t('The image’s is taken away.')}</span>
        <Button variant="subtle" className={classes.add} onClick={() => setValue(form, props.path, '')}>
          {t('Set a value')}
        </Button>
      </div>
    );
  }
  if (!secret) return <LongCell {...props} />;
  return (
    <div className={classes.withButton}>
      <LongCell {...props} masked={!shown} />
      <IconButton
        label={
          shown
            ? t('Hide the {name}', { name: inSentence(props.name) })
            : t('Show the {name}', { name: inSentence(props.name) })
        }
        icon={shown ? <IconEyeOff size={14} /> : <IconEye size={14} />}
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
      />
    </div>
  );
}

const SOURCES: Readonly<Record<string, string>> = { volume: t('an anonymous one'), bind: '/path/on/the/host' };

/** What a mount shows: nothing where it lies in memory, a folder that can be picked, or a volume. */
function SourceCell(props: CellProps) {
  const form = useFormStore();
  const [picking, setPicking] = useState(false);
  useReturnedFocus(picking);
  const type = useForm(({ spec }) => textAt(spec, `${props.row}.type`));
  if (type === 'tmpfs') return <span className={classes.noSource}>{t('in memory')}</span>;
  const { proposals, ...rest } = props.column;
  const isVolume = type === 'volume' && proposals !== undefined;
  const column = { ...rest, placeholder: SOURCES[type] ?? '', ...(isVolume && { proposals }) };
  if (type !== 'bind') return <TextCell {...props} column={column} />;
  return (
    <div className={classes.withButton}>
      <TextCell {...props} column={column} />
      <IconButton
        label={t('Pick the folder of {at}', { at: props.name.split(', ').at(-1) ?? '' })}
        icon={<IconFolder size={14} />}
        onClick={() => setPicking(true)}
      />
      {picking && (
        <FolderDialog
          from={textAt(form.getState().spec, props.path)}
          onClose={() => setPicking(false)}
          onPick={(picked) => {
            setValue(form, props.path, picked);
            setPicking(false);
          }}
        />
      )}
    </div>
  );
}
