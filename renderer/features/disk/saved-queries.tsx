import { TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { QueryKind, SavedQuery } from '../../../main/contract/disk';
import { errorLine } from '../../lib/errors';
import { t } from '../../lib/i18n';
import { updateSettings, useSettings } from '../../rpc/stores/settings-store';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { IconButton } from '../../ui/icon-button';
import { showToast } from '../../ui/toast-store';
import classes from './disk.module.css';

interface Wish {
  readonly kind: QueryKind;
  readonly query: string;
}

interface Props {
  readonly wish: Wish;
  readonly onPick: (wish: Wish) => void;
}

const NONE: readonly SavedQuery[] = [];
const MOST = 100;

const keep = (queries: readonly SavedQuery[]): void => {
  updateSettings({ disk: { queries: [...queries] } }).catch((error: unknown) => showToast('bad', errorLine(error)));
};

/** Queries kept under a name. */
export function SavedQueries({ wish, onPick }: Props) {
  const queries = useSettings(({ value }) => value?.disk.queries ?? NONE);
  const [naming, setNaming] = useState(false);
  return (
    <div className={classes.saved} role="group" aria-label={t('Saved queries')}>
      {queries.map((each) => (
        <span key={each.name} className={classes.savedOne}>
          <Button variant="subtle" title={each.query} onClick={() => onPick({ kind: each.kind, query: each.query })}>
            {each.name}
          </Button>
          <IconButton
            label={t('Forget {name}', { name: each.name })}
            icon={<IconX size={13} />}
            onClick={() => keep(queries.filter((other) => other !== each))}
          />
        </span>
      ))}
      <Button
        variant="subtle"
        disabled={wish.query.trim() === '' || queries.length >= MOST}
        onClick={() => setNaming(true)}
      >
        {t('Save this query')}
      </Button>
      {naming && <NameDialog wish={wish} queries={queries} onClose={() => setNaming(false)} />}
    </div>
  );
}

interface NameProps {
  readonly wish: Wish;
  readonly queries: readonly SavedQuery[];
  readonly onClose: () => void;
}

function NameDialog({ wish, queries, onClose }: NameProps) {
  const form = useId();
  const [name, setName] = useState('');
  const isTaken = queries.some((each) => each.name === name.trim());
  const save = (): void => {
    const named = name.trim();
    if (named === '') return;
    keep([...queries.filter((each) => each.name !== named), { ...wish, name: named }]);
    onClose();
  };
  return (
    <Dialog
      opened
      title={t('Save this query')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button type="submit" form={form} variant="primary" disabled={name.trim() === ''}>
            {isTaken ? t('Replace') : t('Save')}
          </Button>
        </>
      }
    >
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <TextInput
          data-autofocus
          label={t('Name')}
          maxLength={100}
          value={name}
          description={isTaken ? t('There is one of this name: it is replaced.') : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </form>
    </Dialog>
  );
}
