import { TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { inSentence, t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { IconButton } from '../../../ui/icon-button';
import classes from '../volumes.module.css';
import type { Pair } from './draft';

interface Props {
  /** "Label", "Option". */
  readonly title: string;
  readonly word: string;
  readonly pairs: readonly Pair[];
  readonly onPairs: (pairs: readonly Pair[]) => void;
  readonly error?: string | null;
}

/** Names and values, as many as are wished. */
export function PairsField({ title, word, pairs, onPairs, error = null }: Props) {
  const set = (at: number, change: Partial<Pair>): void =>
    onPairs(pairs.map((pair, index) => (index === at ? { ...pair, ...change } : pair)));
  return (
    <fieldset className={classes.group}>
      <legend>{title}</legend>
      {pairs.map(({ key, value }, index) => (
        <div key={index} className={classes.pair}>
          <TextInput
            aria-label={t('{word} {index}, name', { word, index: index + 1 })}
            placeholder={t('name')}
            spellCheck={false}
            value={key}
            onChange={(event) => set(index, { key: event.currentTarget.value })}
          />
          <TextInput
            aria-label={t('{word} {index}, value', { word, index: index + 1 })}
            placeholder={t('value')}
            spellCheck={false}
            value={value}
            onChange={(event) => set(index, { value: event.currentTarget.value })}
          />
          <IconButton
            label={t('Remove {word} {index}', { word: inSentence(word), index: index + 1 })}
            icon={<IconX size={14} />}
            onClick={() => onPairs(pairs.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      {error !== null && <p role="alert">{error}</p>}
      <Button
        variant="subtle"
        icon={<IconPlus size={14} />}
        onClick={() => onPairs([...pairs, { key: '', value: '' }])}
      >
        {t('Add {word}', { word: inSentence(word) })}
      </Button>
    </fieldset>
  );
}
