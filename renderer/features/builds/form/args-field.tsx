import { NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { withoutControls } from '../../../lib/control-characters';
import { t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { EngineText } from '../../../ui/engine-text';
import { IconButton } from '../../../ui/icon-button';
import classes from '../builds.module.css';
import type { ArgDraft, ArgFrom } from './draft';
import { FieldError, FlagLabel } from './flag-label';

interface Known {
  readonly name: string;
  /** null: it has no default. */
  readonly value: string | null;
}

interface Props {
  /** As the Dockerfile declares them; null: it is not known yet. */
  readonly known: readonly Known[] | null;
  readonly args: readonly ArgDraft[];
  readonly onArgs: (args: readonly ArgDraft[]) => void;
  /** What is wrong with them. */
  readonly error: string | undefined;
}

const FROM: readonly { readonly value: ArgFrom; readonly label: string }[] = [
  { value: 'default', label: t('Dockerfile’s default') },
  { value: 'value', label: t('This value') },
  { value: 'environment', label: t('From the environment') },
];

const isFrom = (text: string): text is ArgFrom => FROM.some(({ value }) => value === text);

/** The Dockerfile's arguments with their defaults, and others that it does not declare. */
export function ArgsField({ known: declared, args, onArgs, error }: Props) {
  const known = declared ?? [];
  const names = new Set(known.map(({ name }) => name));
  const others = args.flatMap((arg, at) => (names.has(arg.name) ? [] : { arg, at }));
  const given = (name: string): ArgDraft =>
    args.find((arg) => arg.name === name) ?? { name, from: 'default', value: '' };
  const set = (next: ArgDraft): void =>
    onArgs(
      args.some(({ name }) => name === next.name)
        ? args.map((arg) => (arg.name === next.name ? next : arg))
        : [...args, next],
    );
  const setAt = (place: number, next: ArgDraft): void => onArgs(args.map((arg, at) => (at === place ? next : arg)));
  return (
    <fieldset className={classes.group}>
      <legend>
        <FlagLabel name={t('Arguments')} flag="--build-arg" />
      </legend>
      <FieldError words={error} />
      {declared?.length === 0 && others.length === 0 && (
        <p className={classes.dim}>{t('The Dockerfile declares none.')}</p>
      )}
      {known.map(({ name, value }) => (
        <div key={name} className={classes.arg}>
          <EngineText value={name} mono />
          <Value
            label={t('Argument {name}', { name: withoutControls(name) })}
            arg={given(name)}
            fallback={value}
            onArg={set}
          />
        </div>
      ))}
      {others.map(({ arg, at }) => (
        <div key={at} className={classes.arg}>
          <span className={classes.line}>
            <TextInput
              aria-label={t('Argument {at}, name', { at: at + 1 })}
              placeholder="HTTP_PROXY"
              spellCheck={false}
              value={arg.name}
              onChange={({ currentTarget: { value } }) => setAt(at, { ...arg, name: value })}
            />
            <IconButton
              label={t('Remove argument {at}', { at: at + 1 })}
              icon={<IconX size={14} />}
              onClick={() => onArgs(args.filter((_, place) => place !== at))}
            />
          </span>
          <Value
            label={t('Argument {at}, value', { at: at + 1 })}
            arg={arg}
            fallback={null}
            onArg={(next) => setAt(at, next)}
          />
        </div>
      ))}
      <Button
        variant="subtle"
        icon={<IconPlus size={14} />}
        onClick={() => onArgs([...args, { name: '', from: 'value', value: '' }])}
      >
        {t('Add argument')}
      </Button>
    </fieldset>
  );
}

interface ValueProps {
  readonly label: string;
  readonly arg: ArgDraft;
  /** The Dockerfile's; null: it has none. */
  readonly fallback: string | null;
  readonly onArg: (arg: ArgDraft) => void;
}

const Value = ({ label, arg, fallback, onArg }: ValueProps) => (
  <>
    <TextInput
      aria-label={label}
      spellCheck={false}
      placeholder={arg.from === 'default' ? (fallback ?? t('no default')) : ''}
      disabled={arg.from === 'environment'}
      value={arg.from === 'value' ? arg.value : ''}
      onChange={({ currentTarget: { value } }) => onArg({ ...arg, from: 'value', value })}
    />
    <NativeSelect
      size="xs"
      aria-label={t('{label}, where from', { label })}
      data={FROM}
      value={arg.from}
      onChange={({ currentTarget: { value } }) => isFrom(value) && onArg({ ...arg, from: value })}
    />
  </>
);
