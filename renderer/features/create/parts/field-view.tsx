import { memo } from 'react';
import { t } from '../../../lib/i18n';
import classes from '../create.module.css';
import type { Field, TypedKind } from '../model/fields';
import { setText, setValue, touch, useForm, useFormStore, useValue } from '../model/form-store';
import { textAt, valueAt } from '../model/paths';
import { textOf, typedAs } from '../model/typed';
import { controlId, FieldShell, Flag, FieldNote, useDescribed } from './field-shell';
import { ImagePull } from './image-pull';
import { listId } from './proposals';

interface Props {
  readonly field: Field;
  /** Instead of the field's own: what the image says. */
  readonly placeholder?: string | undefined;
  readonly autoFocus?: boolean;
}

/** One field of the spec, whatever its kind. It renders again only when its own value or problem changes. */
export const FieldView = memo(function FieldView({ field, placeholder = field.placeholder, autoFocus = false }: Props) {
  if (field.kind === 'check') return <CheckField field={field} />;
  return (
    <FieldShell {...field} hint={field.hint}>
      <Control field={field} placeholder={placeholder} autoFocus={autoFocus} />
      {field.path === 'image' && <ImagePull />}
    </FieldShell>
  );
});

function Control({ field, placeholder, autoFocus = false }: Props) {
  switch (field.kind) {
    case 'text':
      return <TextControl field={field} placeholder={placeholder} autoFocus={autoFocus} />;
    case 'choice':
      return <ChoiceControl field={field} />;
    case 'yes-no':
      return <YesNoControl path={field.path} />;
    case 'check':
      return null;
    default:
      return <TypedControl field={field} kind={field.kind} placeholder={placeholder} />;
  }
}

function TextControl({ field: { path, proposals }, placeholder, autoFocus }: Props) {
  const form = useFormStore();
  const value = useForm(({ spec }) => textAt(spec, path));
  return (
    <input
      {...useDescribed(path)}
      className={classes.input}
      type="text"
      placeholder={placeholder}
      list={proposals === undefined ? undefined : listId(proposals)}
      spellCheck={false}
      autoComplete="off"
      data-autofocus={autoFocus ? true : undefined}
      value={value}
      onChange={(event) => setValue(form, path, event.currentTarget.value)}
      onBlur={() => touch(form, path)}
    />
  );
}

function ChoiceControl({ field: { path, options = [] } }: { readonly field: Field }) {
  const form = useFormStore();
  const value = useForm(({ spec }) => textAt(spec, path));
  return (
    <select
      {...useDescribed(path)}
      className={classes.input}
      value={value}
      onChange={(event) => setValue(form, path, event.currentTarget.value)}
      onBlur={() => touch(form, path)}
    >
      {options.map(([each, words]) => (
        <option key={each} value={each}>
          {words}
        </option>
      ))}
    </select>
  );
}

const YES_NO = new Map<string, boolean | null>([
  ['', null],
  ['true', true],
  ['false', false],
]);

function YesNoControl({ path }: { readonly path: string }) {
  const form = useFormStore();
  const value = useValue(path);
  return (
    <select
      {...useDescribed(path)}
      className={classes.input}
      value={typeof value === 'boolean' ? String(value) : ''}
      onChange={(event) => setValue(form, path, YES_NO.get(event.currentTarget.value) ?? null)}
    >
      <option value="">{t('As the engine has it')}</option>
      <option value="true">{t('Yes')}</option>
      <option value="false">{t('No')}</option>
    </select>
  );
}

const MOST_LINES = 8;

interface TypedProps extends Props {
  readonly kind: TypedKind;
}

function TypedControl({ field, kind, placeholder }: TypedProps) {
  const { path, implies } = field;
  const nothing = field.nothing === null ? null : 0;
  const form = useFormStore();
  const value = useForm(({ spec, texts }) => texts[path] ?? textOf(kind, valueAt(spec, path), nothing));
  const described = useDescribed(path);
  const onText = (text: string): void => {
    setText(form, path, typedAs(kind, text, nothing));
    if (implies !== undefined && text !== '' && textAt(form.getState().spec, implies.path) === implies.from)
      setValue(form, implies.path, implies.to);
  };
  const common = {
    ...described,
    ...{ className: classes.input, placeholder, spellCheck: false, autoComplete: 'off', value },
    onBlur: () => touch(form, path),
  };
  if (kind === 'lines') {
    const rows = Math.min(MOST_LINES, value.split('\n').length);
    return <textarea {...common} rows={rows} onChange={(event) => onText(event.currentTarget.value)} />;
  }
  return (
    <input
      {...common}
      type="text"
      data-mono={kind === 'words' || kind === 'health' || undefined}
      onChange={(event) => onText(event.currentTarget.value)}
    />
  );
}

function CheckField({ field: { path, label, flag, hint, wide } }: { readonly field: Field }) {
  const form = useFormStore();
  const checked = useForm(({ spec }) => valueAt(spec, path) === true);
  return (
    <div className={classes.field} data-wide={wide === true || undefined}>
      <div className={classes.check}>
        <input
          {...useDescribed(path)}
          type="checkbox"
          checked={checked}
          onChange={(event) => setValue(form, path, event.currentTarget.checked)}
        />
        <label htmlFor={controlId(path)}>{label}</label>
        <Flag flag={flag} />
      </div>
      <FieldNote path={path} hint={hint} />
    </div>
  );
}
