import { IconCheck, IconTrash } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { TemplateRow } from '../../../../main/contract/create';
import { withoutControls } from '../../../lib/control-characters';
import { rpc } from '../../../rpc/client';
import { Button } from '../../../ui/button';
import { ConfirmDialog } from '../../../ui/confirm-dialog';
import { Dialog } from '../../../ui/dialog';
import { EngineText } from '../../../ui/engine-text';
import { ErrorNotice } from '../../../ui/error-notice';
import { IconButton } from '../../../ui/icon-button';
import { showToast } from '../../../ui/toast-store';
import classes from '../create.module.css';
import { useFormStore } from '../model/form-store';

/** Keeps the form under a name. */
export function SaveTemplateDialog({ onClose }: { readonly onClose: () => void }) {
  const form = useFormStore();
  const id = useId();
  const { spec } = form.getState();
  const [name, setName] = useState(spec.name === '' ? spec.image : spec.name);
  const [error, setError] = useState<unknown>(null);
  const hasName = name.trim() !== '';
  const save = async (): Promise<void> => {
    try {
      await rpc.call('create.saveTemplate', { name, spec });
      showToast('ok', `Saved as template “${name.trim()}”.`);
      onClose();
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <Dialog
      opened
      title="Save as template"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={`${id}form`} variant="primary" disabled={!hasName}>
            Save
          </Button>
        </>
      }
    >
      <form
        id={`${id}form`}
        className={classes.dialogForm}
        onSubmit={(event) => {
          event.preventDefault();
          if (hasName) void save();
        }}
      >
        <label htmlFor={id}>Name of the template</label>
        <input
          id={id}
          data-autofocus
          className={classes.input}
          autoComplete="off"
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <p className={classes.none}>
          One of the same name is replaced. All is kept as it is typed, secrets in the environment too, in a file that
          only your user can read.
        </p>
        {error !== null && <ErrorNotice error={error} />}
      </form>
    </Dialog>
  );
}

interface ManageProps {
  readonly rows: readonly TemplateRow[];
  readonly onClose: () => void;
}

export function ManageDialog({ rows, onClose }: ManageProps) {
  const [doomed, setDoomed] = useState<TemplateRow | null>(null);
  const [error, setError] = useState<unknown>(null);
  const attempt = (deed: Promise<unknown>): void =>
    void deed.then(
      () => setError(null),
      (failure: unknown) => setError(failure),
    );
  const remove = ({ id }: TemplateRow): void => {
    attempt(rpc.call('create.removeTemplate', { id }));
    setDoomed(null);
  };
  return (
    <Dialog opened title="Templates" width="wide" onClose={onClose} actions={<Button onClick={onClose}>Close</Button>}>
      {error !== null && <ErrorNotice error={error} />}
      <ul className={classes.templates} aria-label="Templates">
        {rows.map((row) => (
          <TemplateLine
            key={row.id}
            row={row}
            onRename={(name) => attempt(rpc.call('create.renameTemplate', { id: row.id, name }))}
            onRemove={() => setDoomed(row)}
          />
        ))}
      </ul>
      {rows.length === 0 && <p className={classes.none}>There are none.</p>}
      <ConfirmDialog
        opened={doomed !== null}
        title="Delete this template?"
        confirmLabel="Delete"
        danger
        onConfirm={() => doomed !== null && remove(doomed)}
        onCancel={() => setDoomed(null)}
      >
        The form kept as <EngineText value={doomed?.name ?? ''} /> is lost. Containers made from it stay.
      </ConfirmDialog>
    </Dialog>
  );
}

interface LineProps {
  readonly row: TemplateRow;
  readonly onRename: (name: string) => void;
  readonly onRemove: () => void;
}

function TemplateLine({ row, onRename, onRemove }: LineProps) {
  const [name, setName] = useState(row.name);
  const label = withoutControls(row.name);
  const changed = name.trim() !== '' && name !== row.name;
  return (
    <li>
      <input
        className={classes.input}
        aria-label={`Name of ${label}`}
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && changed) onRename(name);
        }}
      />
      <EngineText value={row.image} mono />
      <IconButton
        label={`Rename ${label}`}
        icon={<IconCheck size={15} />}
        disabled={!changed}
        onClick={() => onRename(name)}
      />
      <IconButton label={`Delete ${label}`} icon={<IconTrash size={15} />} danger onClick={onRemove} />
    </li>
  );
}
