import { NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
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
  { value: 'file', label: 'File' },
  { value: 'env', label: 'Environment' },
];

/** Where a RUN finds its secrets: a file, or a variable of Slipway's environment. What is in them is never read here. */
export function SecretsField({ secrets, onSecrets, error }: Props) {
  const set = (at: number, part: Partial<SecretDraft>): void =>
    onSecrets(secrets.map((one, index) => (index === at ? { ...one, ...part } : one)));
  return (
    <fieldset className={classes.group}>
      <legend>
        <FlagLabel name="Secrets" flag="--secret" />
      </legend>
      <FieldError words={error} />
      {secrets.map(({ id, from, source }, index) => (
        <div key={index} className={classes.secret}>
          <TextInput
            aria-label={`Secret ${String(index + 1)}, id`}
            placeholder="id"
            spellCheck={false}
            value={id}
            onChange={(event) => set(index, { id: event.currentTarget.value })}
          />
          <NativeSelect
            size="xs"
            aria-label={`Secret ${String(index + 1)}, where from`}
            data={FROM}
            value={from}
            onChange={(event) => set(index, { from: event.currentTarget.value === 'env' ? 'env' : 'file' })}
          />
          <TextInput
            aria-label={`Secret ${String(index + 1)}, source`}
            placeholder={from === 'file' ? '/home/me/token' : 'TOKEN'}
            spellCheck={false}
            value={source}
            onChange={(event) => set(index, { source: event.currentTarget.value })}
          />
          <IconButton
            label={`Remove secret ${String(index + 1)}`}
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
        Add secret
      </Button>
    </fieldset>
  );
}
