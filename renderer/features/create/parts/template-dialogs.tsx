import { IconCheck, IconTrash } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { TemplateRow } from '../../../../main/contract/create';
import { withoutControls } from '../../../lib/control-characters';
import { t, Trans } from '../../../lib/i18n';
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
      showToast('ok', t('Saved as template “{name}”.', { name: name.trim() }));
      onClose();
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <Dialog
      opened
      title={t('Save as template')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button type="submit" form={`${id}form`} variant="primary" disabled={!hasName}>
            {t('Save')}
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
        <label htmlFor={id}>{t('Name of the template')}</label>
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
          {t(
            'One of the same name is replaced. All is kept as it is typed, secrets in the environment too, in a file that only your user can read.',
          )}
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
    <Dialog
      opened
      title={t('Templates')}
      width="wide"
      onClose={onClose}
      actions={<Button onClick={onClose}>{t('Close')}</Button>}
    >
      {error !== null && <ErrorNotice error={error} />}
      <ul className={classes.templates} aria-label={t('Templates')}>
        {rows.map((row) => (
          <TemplateLine
            key={row.id}
            row={row}
            onRename={(name) => attempt(rpc.call('create.renameTemplate', { id: row.id, name }))}
            onRemove={() => setDoomed(row)}
          />
        ))}
      </ul>
      {rows.length === 0 && <p className={classes.none}>{t('There are none.')}</p>}
      <ConfirmDialog
        opened={doomed !== null}
        title={t('Delete this template?')}
        confirmLabel={t('Delete')}
        danger
        onConfirm={() => doomed !== null && remove(doomed)}
        onCancel={() => setDoomed(null)}
      >
        <Trans
          text="The form kept as {name} is lost. Containers made from it stay."
          values={{ name: <EngineText value={doomed?.name ?? ''} /> }}
        />
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
        aria-label={t('Name of {label}', { label })}
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && changed) onRename(name);
        }}
      />
      <EngineText value={row.image} mono />
      <IconButton
        label={t('Rename {label}', { label })}
        icon={<IconCheck size={15} />}
        disabled={!changed}
        onClick={() => onRename(name)}
      />
      <IconButton label={t('Delete {label}', { label })} icon={<IconTrash size={15} />} danger onClick={onRemove} />
    </li>
  );
}
