import { Checkbox } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { EngineText } from '../../../ui/engine-text';
import { ErrorNotice } from '../../../ui/error-notice';
import forms from '../../../ui/form.module.css';
import { Notice } from '../../../ui/notice';
import { closeQuestion } from '../actions/questions-store';
import classes from '../compose.module.css';
import type { PickableContainer } from '../compose-parts';
import { isProper, namedFiles, NewFileFields } from './new-file-fields';
import { TextPreview } from './text-preview';
import { useCreate } from './use-keep';

/** Containers as a compose file that brings the same up again. */
export function FromContainersDialog({ containers }: { readonly containers: readonly PickableContainer[] }) {
  const [ids, setIds] = useState<readonly string[]>([]);
  const [value, setValue] = useState({ folder: '', file: 'compose.yaml' });
  const made = useQuery({
    queryKey: ['compose', 'from-containers', ids],
    queryFn: ({ signal }) => rpc.call('recreate.compose', { ids: [...ids] }, { signal }),
    ...{ enabled: ids.length > 0, gcTime: 0, placeholderData: keepPreviousData },
  });
  const yaml = ids.length === 0 || made.isPlaceholderData ? undefined : made.data?.yaml;
  const file = value.file.trim();
  const files = yaml === undefined ? [] : [{ path: file, text: yaml }];
  const { busy, error, run } = useCreate({ folder: value.folder.trim(), files }, namedFiles(file));
  return (
    <Dialog
      opened
      width="wide"
      title={t('A project from running containers')}
      onClose={closeQuestion}
      actions={
        <>
          <Button onClick={closeQuestion}>{t('Cancel')}</Button>
          <Button variant="primary" disabled={busy || yaml === undefined || !isProper(value)} onClick={run}>
            {t('Write the file')}
          </Button>
        </>
      }
    >
      <div className={forms.form}>
        <ContainerChoice {...{ containers, ids }} onChange={setIds} />
        {made.error !== null && ids.length > 0 && <ErrorNotice error={made.error} />}
        <NewFileFields value={value} onChange={setValue} />
        {ids.length > 0 && made.data !== undefined && (
          <>
            <Warnings warnings={made.data.warnings} />
            <TextPreview name={file} text={made.data.yaml} />
          </>
        )}
        {error !== null && <ErrorNotice error={error} />}
      </div>
    </Dialog>
  );
}

interface ChoiceProps {
  readonly containers: readonly PickableContainer[];
  readonly ids: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
}

function ContainerChoice({ containers, ids, onChange }: ChoiceProps) {
  if (containers.length === 0) return <p role="status">{t('There are no containers.')}</p>;
  return (
    <fieldset className={classes.choices}>
      <legend>{t('Containers')}</legend>
      <div className={classes.containerList}>
        {containers.map(({ id, name, image, running }) => (
          <Checkbox
            key={id}
            size="xs"
            checked={ids.includes(id)}
            onChange={({ currentTarget: { checked } }) =>
              onChange(checked ? [...ids, id] : ids.filter((one) => one !== id))
            }
            label={
              <span className={classes.candidate}>
                <strong>
                  <EngineText value={name} />
                </strong>
                <EngineText value={image} />
                {!running && <span className={classes.dim}>{t('stopped')}</span>}
              </span>
            }
          />
        ))}
      </div>
    </fieldset>
  );
}

const Warnings = ({ warnings }: { readonly warnings: readonly string[] }) => (
  <Notice tone="warn" title={t('Before it is used')}>
    <p>{t('These containers stay as they are: the project makes its own, which want the same names and ports.')}</p>
    {warnings.map((warning) => (
      <EngineText key={warning} value={warning} wrap />
    ))}
  </Notice>
);
