import { TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react';
import { inSentence, t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { IconButton } from '../../../ui/icon-button';
import classes from '../compose.module.css';

interface Props {
  readonly legend: string;
  /** Where there are none. */
  readonly none: string;
  /** Of one of them: "File". */
  readonly one: string;
  readonly placeholder: string;
  readonly values: readonly string[];
  /** Their order counts. */
  readonly ordered?: boolean;
  readonly onChange: (values: readonly string[]) => void;
}

/** Several lines of text, in their order. */
export function PathList({ legend, none, one, placeholder, values, ordered = false, onChange }: Props) {
  const set = (at: number, text: string): void => onChange(values.map((value, each) => (each === at ? text : value)));
  const swap = (at: number, other: number): void =>
    onChange(values.map((value, each) => (each === at ? values[other] : each === other ? values[at] : value) ?? value));
  return (
    <fieldset className={classes.choices}>
      <legend>
        {legend} {values.length === 0 && <span className={classes.dim}>{none}</span>}
      </legend>
      {values.map((value, at) => (
        <div key={at} className={classes.pathLine}>
          <TextInput
            size="xs"
            aria-label={`${one} ${String(at + 1)}`}
            placeholder={placeholder}
            spellCheck={false}
            autoComplete="off"
            value={value}
            onChange={({ currentTarget }) => set(at, currentTarget.value)}
          />
          {ordered && (
            <>
              <IconButton
                label={t('{one} {at} before the one above', { one, at: at + 1 })}
                icon={<IconArrowUp size={14} />}
                disabled={at === 0}
                onClick={() => swap(at, at - 1)}
              />
              <IconButton
                label={t('{one} {at} after the one below', { one, at: at + 1 })}
                icon={<IconArrowDown size={14} />}
                disabled={at === values.length - 1}
                onClick={() => swap(at, at + 1)}
              />
            </>
          )}
          <IconButton
            label={t('Remove {one} {at}', { one: inSentence(one), at: at + 1 })}
            icon={<IconX size={14} />}
            onClick={() => onChange(values.filter((_, each) => each !== at))}
          />
        </div>
      ))}
      <span>
        <Button variant="subtle" icon={<IconPlus size={14} />} onClick={() => onChange([...values, ''])}>
          {values.length === 0
            ? t('Add {one}', { one: inSentence(one) })
            : t('Another {one}', { one: inSentence(one) })}
        </Button>
      </span>
    </fieldset>
  );
}
