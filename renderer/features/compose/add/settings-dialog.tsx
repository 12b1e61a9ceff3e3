import { useState } from 'react';
import type { ComposePlace } from '../../../../main/contract/compose';
import { t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { ErrorNotice } from '../../../ui/error-notice';
import forms from '../../../ui/form.module.css';
import { Skeleton } from '../../../ui/skeleton';
import { closeQuestion } from '../actions/questions-store';
import { DialogTitle } from '../dialog-title';
import { useProject } from '../use-project';
import { FolderField } from './folder-field';
import { EMPTY_PLACE } from './place-draft';
import { PlaceFields } from './place-fields';
import { useKeep } from './use-keep';

/** How compose is called for a project. */
export function SettingsDialog({ projectKey }: { readonly projectKey: string }) {
  const { details, error } = useProject(projectKey);
  const row = details?.row;
  return (
    <Dialog
      opened
      width="wide"
      title={<DialogTitle words={t('Settings of')} name={row?.name ?? projectKey} />}
      onClose={closeQuestion}
    >
      {row !== undefined ? (
        <Fields projectKey={projectKey} first={row.place ?? { ...EMPTY_PLACE, name: row.name }} ownName={row.name} />
      ) : error !== null ? (
        <ErrorNotice error={error} />
      ) : (
        <Skeleton width="60%" />
      )}
    </Dialog>
  );
}

interface Props {
  readonly projectKey: string;
  /** As it is kept now; what changes meanwhile does not overwrite what is typed. */
  readonly first: ComposePlace;
  readonly ownName: string;
}

function Fields({ projectKey, first, ownName }: Props) {
  const [place, setPlace] = useState(first);
  const { busy, error, run } = useKeep(projectKey, place);
  return (
    <form
      className={forms.form}
      onSubmit={(event) => {
        event.preventDefault();
        run();
      }}
    >
      <FolderField
        label={t('Folder')}
        description={t('--project-directory: what paths in the files are relative to')}
        autoFocus
        value={place.folder}
        onText={(folder) => setPlace({ ...place, folder })}
      />
      <PlaceFields place={place} ownName={ownName} onChange={setPlace} />
      <p>{t('Containers that run stay as they are: the next up makes of them what is chosen here.')}</p>
      {error !== null && <ErrorNotice error={error} />}
      <FormButtons busy={busy || place.folder.trim() === ''} />
    </form>
  );
}

const FormButtons = ({ busy }: { readonly busy: boolean }) => (
  <div className={forms.buttons}>
    <Button onClick={closeQuestion}>{t('Cancel')}</Button>
    <Button type="submit" variant="primary" disabled={busy}>
      {t('Keep')}
    </Button>
  </div>
);
