import { useState } from 'react';
import { errorLine } from '../../lib/errors';
import { t } from '../../lib/i18n';
import { useSettings } from '../../rpc/stores/settings-store';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { showToast } from '../../ui/toast-store';
import { valueWords } from './fields';
import { reset, resettable, valueAt } from './saving';
import classes from './settings-page.module.css';

interface Props {
  readonly title: string;
  readonly keys: readonly string[];
  readonly onClose: () => void;
}

/** Says what is lost before it is. */
export function ResetDialog({ title, keys, onClose }: Props) {
  const value = useSettings((store) => store.value);
  const [busy, setBusy] = useState(false);
  const fields = value === null ? [] : resettable(value, keys);
  const confirm = async (): Promise<void> => {
    setBusy(true);
    try {
      await reset(fields.map(({ key }) => key));
    } catch (error) {
      showToast('bad', errorLine(error));
    }
    onClose();
  };
  return (
    <ConfirmDialog
      opened
      title={t('Reset “{title}”?', { title })}
      confirmLabel={t('Reset')}
      danger
      busy={busy}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      <p>{t('These go back to their defaults; what they are now is lost:')}</p>
      <ul className={classes.losses}>
        {fields.map((field) => (
          <li key={field.key}>
            {t('{title}: {now}, then {standard}', {
              title: field.title,
              now: valueWords(field, value === null ? null : valueAt(value, field.key)),
              standard: valueWords(field, field.standard),
            })}
          </li>
        ))}
      </ul>
    </ConfirmDialog>
  );
}
