import { useLocation } from 'wouter';
import { errorLine } from '../../../lib/errors';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { ConfirmDialog } from '../../../ui/confirm-dialog';
import { showToast } from '../../../ui/toast-store';
import { LIST_PATH, projectPath } from '../routes';
import { DialogTitle } from '../dialog-title';
import { useProject } from '../use-project';
import { closeQuestion } from './questions-store';

/** Out of the list: neither files nor containers are touched. */
export function ForgetDialog({ projectKey }: { readonly projectKey: string }) {
  const { details } = useProject(projectKey);
  const [path, navigate] = useLocation();
  const containers = details?.row.containers ?? 0;
  const forget = (): void => {
    closeQuestion();
    rpc.call('compose.forget', { key: projectKey }).then(
      () => {
        if (containers === 0 && path.startsWith(projectPath(projectKey))) navigate(LIST_PATH);
      },
      (error: unknown) => showToast('bad', t('It was not forgotten.'), errorLine(error)),
    );
  };
  return (
    <ConfirmDialog
      opened
      title={<DialogTitle words={t('Forget')} name={details?.row.name ?? projectKey} />}
      confirmLabel={t('Forget')}
      onConfirm={forget}
      onCancel={closeQuestion}
    >
      <p>{t('Nothing is deleted: its files stay, and so do its containers, networks and volumes.')}</p>
      <p>
        {containers === 0
          ? t('It goes out of the list, and how compose is called for it is forgotten.')
          : t(
              'It stays in the list for its {containers, plural, one {# container} other {# containers}}; how compose is called for it is forgotten.',
              { containers },
            )}
      </p>
    </ConfirmDialog>
  );
}
