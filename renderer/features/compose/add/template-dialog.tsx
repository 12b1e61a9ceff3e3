import { Radio } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ComposeTemplate } from '../../../../main/contract/compose-files';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { ErrorNotice } from '../../../ui/error-notice';
import forms from '../../../ui/form.module.css';
import { Skeleton } from '../../../ui/skeleton';
import { closeQuestion } from '../actions/questions-store';
import { Choice } from '../actions/choice';
import classes from '../compose.module.css';
import { FolderField } from './folder-field';
import { TextPreview } from './text-preview';
import { useCreate } from './use-keep';

const NO_FILES: ComposeTemplate['files'] = [];

/** A project made of files of ours, shown before they are written. */
export function TemplateDialog() {
  const [chosen, setChosen] = useState<string | null>(null);
  const [folder, setFolder] = useState('');
  const {
    data,
    error: lost,
    isPending,
  } = useQuery({
    queryKey: ['compose', 'templates'],
    queryFn: ({ signal }) => rpc.call('composeFiles.templates', undefined, { signal }),
    staleTime: Infinity,
  });
  const templates = data?.templates ?? [];
  const template = templates.find(({ id }) => id === chosen) ?? templates[0];
  const { busy, error, run } = useCreate({ folder: folder.trim(), files: template?.files ?? NO_FILES });
  return (
    <Dialog
      opened
      width="wide"
      title={t('Begin with a template')}
      onClose={closeQuestion}
      actions={
        <>
          <Button onClick={closeQuestion}>{t('Cancel')}</Button>
          <Button variant="primary" disabled={busy || template === undefined || folder.trim() === ''} onClick={run}>
            {t('Write the files')}
          </Button>
        </>
      }
    >
      <div className={forms.form}>
        {lost !== null && <ErrorNotice error={lost} />}
        {isPending && <Skeleton width="60%" />}
        {templates.length > 0 && (
          <fieldset className={classes.choices}>
            <legend>{t('Template')}</legend>
            <ul className={classes.candidates}>
              {templates.map((one) => (
                <li key={one.id}>
                  <Radio
                    size="xs"
                    name="template"
                    checked={one === template}
                    onChange={() => setChosen(one.id)}
                    label={
                      <span className={classes.candidate}>
                        <strong>{one.title}</strong>
                        <span>{one.description}</span>
                        <span className={classes.dim}>{one.images.join(', ')}</span>
                      </span>
                    }
                  />
                </li>
              ))}
            </ul>
          </fieldset>
        )}
        <FolderField
          label={t('Folder for its files')}
          description={t('It is made where it is not there. Files that are there are never written over.')}
          autoFocus
          value={folder}
          onText={setFolder}
        />
        {template !== undefined && <Preview key={template.id} files={template.files} />}
        {error !== null && <ErrorNotice error={error} />}
      </div>
    </Dialog>
  );
}

function Preview({ files }: { readonly files: ComposeTemplate['files'] }) {
  const [shown, setShown] = useState(files[0]?.path ?? '');
  const file = files.find(({ path }) => path === shown);
  return (
    <>
      {files.length > 1 && (
        <Choice
          label={t('File shown')}
          value={shown}
          options={files.map(({ path }) => ({ value: path, label: path }))}
          onChange={setShown}
        />
      )}
      {file !== undefined && <TextPreview name={file.path} text={file.text} />}
    </>
  );
}
