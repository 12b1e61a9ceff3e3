import { TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { IconButton } from '../../../ui/icon-button';
import classes from '../builds.module.css';
import type { Pair } from './draft';
import { FieldError, FlagLabel } from './flag-label';

interface Props {
  readonly labels: readonly Pair[];
  readonly onLabels: (labels: readonly Pair[]) => void;
  /** What is wrong with them. */
  readonly error: string | undefined;
}

/** The image's labels. */
export function LabelsField({ labels, onLabels, error }: Props) {
  const set = (at: number, part: Partial<Pair>): void =>
    onLabels(labels.map((pair, index) => (index === at ? { ...pair, ...part } : pair)));
  return (
    <fieldset className={classes.group}>
      <legend>
        <FlagLabel name={t('Labels')} flag="--label" />
      </legend>
      <FieldError words={error} />
      {labels.map(({ name, value }, index) => (
        <div key={index} className={classes.pair}>
          <TextInput
            aria-label={t('Label {index}, name', { index: index + 1 })}
            placeholder={t('name')}
            spellCheck={false}
            value={name}
            onChange={(event) => set(index, { name: event.currentTarget.value })}
          />
          <TextInput
            aria-label={t('Label {index}, value', { index: index + 1 })}
            placeholder={t('value')}
            spellCheck={false}
            value={value}
            onChange={(event) => set(index, { value: event.currentTarget.value })}
          />
          <IconButton
            label={t('Remove label {index}', { index: index + 1 })}
            icon={<IconX size={14} />}
            onClick={() => onLabels(labels.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <Button
        variant="subtle"
        icon={<IconPlus size={14} />}
        onClick={() => onLabels([...labels, { name: '', value: '' }])}
      >
        {t('Add label')}
      </Button>
    </fieldset>
  );
}
