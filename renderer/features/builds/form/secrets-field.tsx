import { NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { IconButton } from '../../../ui/icon-button';
import classes from '../builds.module.css';
import type { SecretDraft } from './draft';
import { FieldError, FlagLabel } from './flag-label';

interface Props {
  readonly secrets: readonly SecretDraft[];
  readonly onSecrets: (secrets: readonly SecretDraft[]) => void;
  /** What is wrong with them. */
  readonly error: string | undefined;
}

const FROM = [
  { value: 'file', label: t('File') },
  { value: 'env', label: t('Environment') },
];

/** Where a RUN finds its secrets: a file, or a variable of Slipway's environment. What is in them is never read here. */
export function SecretsField({ secrets, onSecrets, error }: Props) {
  const set = (at: number, part: Partial<SecretDraft>): void =>
    onSecrets(secrets.map((one, index) => (index === at ? { ...one, ...part } : one)));
  return (
    <fieldset className={classes.group}>
      <legend>
        <FlagLabel name={t('Secrets')} flag="--secret" />
      </legend>
      <FieldError words={error} />
      {secrets.map(({ id, from, source }, index) => (
        <div key={index} className={classes.secret}>
          <TextInput
            aria-label={t('Secret {index}, id', { index: index + 1 })}
            placeholder="id"
            spellCheck={false}
            value={id}
            onChange={(event) => set(index, { id: event.currentTarget.value })}
          />
          <NativeSelect
            size="xs"
            aria-label={t('Secret {index}, where from', { index: index + 1 })}
            data={FROM}
            value={from}
            onChange={(event) => set(index, { from: event.currentTarget.value === 'env' ? 'env' : 'file' })}
          />
          <TextInput
            aria-label={t('Secret {index}, source', { index: index + 1 })}
            placeholder={from === 'file' ? '/home/me/token' : 'TOKEN'}
            spellCheck={false}
            value={source}
            onChange={(event) => set(index, { source: event.currentTarget.value })}
          />
          <IconButton
            label={t('Remove secret {index}', { index: index + 1 })}
            icon={<IconX size={14} />}
            onClick={() => onSecrets(secrets.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <Button
        variant="subtle"
        icon={<IconPlus size={14} />}
        onClick={() => onSecrets([...secrets, { id: '', from: 'file', source: '' }])}
      >
        {t('Add secret')}
      </Button>
    </fieldset>
  );
}
