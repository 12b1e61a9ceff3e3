import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { errorCode } from '../../../lib/errors';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { Button } from '../../../ui/button';
import { Section } from '../../../ui/facts';
import { Notice } from '../../../ui/notice';
import classes from '../registries.module.css';
import { NameList } from './name-list';
import { useNames } from './use-names';

interface Props {
  readonly registry: string;
  readonly onOpen: (repository: string) => void;
}

/** Many registries tell nobody what is in them. */
const WITHOUT_CATALOGUE = new Set(['unsupported', 'not-found', 'forbidden']);

const kindOf = (error: unknown): unknown =>
  error !== null && typeof error === 'object' && 'data' in error
    ? (error.data as { readonly kind?: unknown } | null)?.kind
    : undefined;

function explain(error: unknown) {
  if (errorCode(error) !== 'REGISTRY_FAULT' || !WITHOUT_CATALOGUE.has(String(kindOf(error)))) return null;
  return (
    <Notice tone="info" title={t('This registry does not list its repositories.')}>
      {t('Most do not, or not to everybody. Name a repository to see its tags.')}
    </Notice>
  );
}

export function Repositories({ registry, onOpen }: Props) {
  const names = useNames([registry], (after, signal) =>
    rpc.call('registries.repositories', { registry, after }, { signal }),
  );
  return (
    <Section title={t('Repositories')}>
      <OpenByName onOpen={onOpen} />
      <NameList label={t('Repositories')} none={t('There are none.')} {...{ names, onOpen, explain }} />
    </Section>
  );
}

/** For those that are not listed. */
export function OpenByName({ onOpen }: Pick<Props, 'onOpen'>) {
  const [name, setName] = useState('');
  return (
    <form
      className={classes.row}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') onOpen(name.trim());
      }}
    >
      <TextInput
        className={classes.grow}
        label={t('Repository')}
        placeholder="team/app"
        spellCheck={false}
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" disabled={name.trim() === ''}>
        {t('Show its tags')}
      </Button>
    </form>
  );
}
