import { TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useRef } from 'react';
import type { NetworkProblem } from '../../../main/contract/networks';
import { t } from '../../lib/i18n';
import { Button } from '../../ui/button';
import forms from '../../ui/form.module.css';
import { IconButton } from '../../ui/icon-button';
import type { Pair } from './draft';
import { saidOf } from './field-words';
import classes from './networks.module.css';

interface Props {
  readonly title: string;
  /** What one of them is called. */
  readonly one: string;
  /** Of its problems: `labels` for `labels.0`. */
  readonly path: string;
  readonly pairs: readonly Pair[];
  readonly problems: readonly NetworkProblem[];
  readonly onChange: (pairs: readonly Pair[]) => void;
}

/** Names with values, any number of them. */
export function PairsField({ title, one, path, pairs, problems, onChange }: Props) {
  const add = useRef<HTMLButtonElement>(null);
  const change = (index: number, patch: Partial<Pair>): void =>
    onChange(pairs.map((pair, at) => (at === index ? { ...pair, ...patch } : pair)));
  return (
    <fieldset className={forms.group}>
      <legend>{title}</legend>
      {pairs.map(({ name, value }, index) => (
        <div key={index} className={classes.pair}>
          <TextInput
            aria-label={t('Name of {one} {index}', { one, index: index + 1 })}
            placeholder={t('name')}
            spellCheck={false}
            autoComplete="off"
            value={name}
            {...(name === '' ? {} : saidOf(problems, `${path}.${index}`))}
            onChange={(event) => change(index, { name: event.currentTarget.value })}
          />
          <TextInput
            aria-label={t('Value of {one} {index}', { one, index: index + 1 })}
            placeholder={t('value')}
            spellCheck={false}
            autoComplete="off"
            value={value}
            onChange={(event) => change(index, { value: event.currentTarget.value })}
          />
          <IconButton
            label={t('Remove {one} {index}', { one, index: index + 1 })}
            icon={<IconTrash size={15} />}
            onClick={() => {
              onChange(pairs.filter((_, at) => at !== index));
              add.current?.focus();
            }}
          />
        </div>
      ))}
      <div>
        <Button ref={add} icon={<IconPlus size={15} />} onClick={() => onChange([...pairs, { name: '', value: '' }])}>
          {t('Add {one}', { one })}
        </Button>
      </div>
    </fieldset>
  );
}
