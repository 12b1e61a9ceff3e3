import { Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { BackupFile } from '../../../../main/contract/volume-backups';
import { t } from '../../../lib/i18n';
import { dateTime } from '../../../lib/time';
import { rpc } from '../../../rpc/client';
import { ConfirmDialog } from '../../../ui/confirm-dialog';
import { EngineText } from '../../../ui/engine-text';
import { ErrorNotice } from '../../../ui/error-notice';
import { Notice } from '../../../ui/notice';
import { freeName, nameProblem } from '../actions/names';
import { useDeed } from '../../../ui/use-deed';
import { useVolumes } from '../volumes-store';
import classes from '../volumes.module.css';
import { usersWords } from '../whose';

interface Props {
  readonly name: string;
  readonly backup: BackupFile;
  readonly onClose: () => void;
}

type Where = 'new' | 'over';

/** Into a new volume, or over the one it is of after saying what is lost. */
export function RestoreDialog({ name, backup: { file, at }, onClose }: Props) {
  const rows = useVolumes((state) => state.rows);
  const row = rows.get(name);
  const [where, setWhere] = useState<Where>('new');
  const [to, setTo] = useState(() => freeName(`${name.slice(0, 200)}-restored`, rows));
  const [typed, setTyped] = useState('');
  const over = where === 'over';
  const used = row !== undefined && row.usedBy.length > 0;
  const { busy, error, run } = useDeed(
    () => rpc.call('volumes.restore', { name, file, to: over ? name : to }),
    onClose,
  );
  const problem = nameProblem(to, rows);
  const usable = over ? row !== undefined && (!used || typed === name) : to !== '' && problem === null;
  return (
    <ConfirmDialog
      opened
      danger={over}
      title={t('Restore the backup of {at}?', { at: dateTime(at) })}
      confirmLabel={t('Restore')}
      busy={busy || !usable}
      onConfirm={run}
      onCancel={onClose}
    >
      <Radio.Group
        aria-label={t('Where to')}
        value={where}
        onChange={(value) => setWhere(value === 'over' ? 'over' : 'new')}
      >
        <div className={classes.radios}>
          <Radio value="new" label={t('Into a new volume')} />
          <Radio value="over" label={t('Over this volume')} disabled={row === undefined} />
        </div>
      </Radio.Group>
      {over ? (
        <>
          <p>{t('All that is in it now is lost. The backup is checked as a whole before anything is deleted.')}</p>
          {used && (
            <>
              <Notice tone="warn" title={t('It is in use')}>
                <EngineText value={usersWords(row)} wrap />
              </Notice>
              <TextInput
                label={t('Type {name} to replace its content', { name })}
                spellCheck={false}
                autoComplete="off"
                value={typed}
                onChange={(event) => setTyped(event.currentTarget.value)}
              />
            </>
          )}
        </>
      ) : (
        <TextInput
          label={t('Name of the new volume')}
          spellCheck={false}
          value={to}
          error={problem}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
      )}
      {error !== null && <ErrorNotice error={error} />}
    </ConfirmDialog>
  );
}
