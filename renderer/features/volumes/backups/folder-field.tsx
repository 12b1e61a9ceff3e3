import { TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { errorCode, errorLine, explainError } from '../../../lib/errors';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { Button } from '../../../ui/button';
import { ErrorNotice } from '../../../ui/error-notice';
import classes from '../volumes.module.css';

interface Props {
  /** Of the volume. */
  readonly name: string;
  readonly folder: string;
  readonly onFolder: (folder: string) => void;
}

const words = (error: unknown): string => {
  if (errorCode(error) !== 'VOLUME_FAULT') return errorLine(error);
  const { title, advice, engineWords } = explainError(error);
  return [title, advice, engineWords].filter((part) => part !== '').join(' ');
};

/** Where backups go: typed, or picked where the host has a dialog for it; whether it will do is said when the field is left. */
export function FolderField({ name, folder, onFolder }: Props) {
  const [left, setLeft] = useState('');
  const host = useQuery({ queryKey: ['host'], queryFn: () => rpc.call('host.info', undefined), staleTime: Infinity });
  const checked = useQuery({
    queryKey: ['volumes', 'folder', name, left],
    queryFn: async ({ signal }) => {
      await rpc.call('volumes.checkFolder', { name, folder: left }, { signal });
      return true;
    },
    ...{ enabled: left !== '', retry: false, gcTime: 0, staleTime: 0 },
  });
  const pick = useMutation({
    mutationFn: () => rpc.call('host.pickFolder', { from: folder }),
    onSuccess: ({ folder: picked }) => {
      if (picked === null) return;
      onFolder(picked);
      setLeft(picked);
    },
  });
  // What was said is of what stood there then.
  const isOfThis = left === folder && folder !== '';
  const fits = isOfThis && checked.data === true && checked.error === null;
  return (
    <>
      <div className={classes.folder}>
        <TextInput
          label={t('Folder')}
          description={
            fits ? t('It is there, and can be written to.') : t('On the machine where Slipway runs. It must be there.')
          }
          placeholder="/home/me/backups"
          data-autofocus
          spellCheck={false}
          value={folder}
          error={isOfThis && checked.error !== null ? words(checked.error) : null}
          onChange={(event) => onFolder(event.currentTarget.value)}
          onBlur={() => setLeft(folder)}
        />
        {host.data?.picksFolders === true && (
          <Button disabled={pick.isPending} onClick={() => pick.mutate()}>
            {t('Choose…')}
          </Button>
        )}
      </div>
      {pick.error !== null && <ErrorNotice error={pick.error} />}
    </>
  );
}
