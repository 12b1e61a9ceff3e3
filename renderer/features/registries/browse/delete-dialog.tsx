import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { ConfirmDialog } from '../../../ui/confirm-dialog';
import { EngineText } from '../../../ui/engine-text';
import { ErrorNotice } from '../../../ui/error-notice';
import { readAgain } from '../use-registries';

interface Props {
  readonly registry: string;
  readonly repository: string;
  readonly tag: string;
  readonly digest: string;
  readonly onDeleted: () => void;
  readonly onClose: () => void;
}

/** Registries delete what a tag means, and every tag that means the same goes with it: those are told first. */
export function DeleteDialog({ registry, repository, tag, digest, onDeleted, onClose }: Props) {
  const client = useQueryClient();
  const wish = { registry, repository, digest };
  const companions = useQuery({
    queryKey: ['registries', 'companions', registry, repository, digest],
    queryFn: ({ signal }) => rpc.call('registries.companions', wish, { signal }),
    gcTime: 0,
  });
  const remove = useMutation({
    mutationFn: () => rpc.call('registries.remove', wish),
    onSuccess: async () => {
      onDeleted();
      onClose();
      await readAgain(client);
    },
  });
  const others = companions.data?.tags.filter((each) => each !== tag) ?? [];
  return (
    <ConfirmDialog
      opened
      danger
      title={t('Delete from the registry?')}
      confirmLabel={remove.isPending ? t('Deleting…') : t('Delete')}
      busy={remove.isPending || companions.isPending}
      onConfirm={() => remove.mutate()}
      onCancel={onClose}
    >
      <p>{t('This is deleted for everybody, and cannot be had back:')}</p>
      <EngineText value={`${registry}/${repository}:${tag}`} wrap />
      {companions.isPending && <p>{t('Looking for tags that mean the same…')}</p>}
      {companions.error !== null && (
        <p>{t('Whether other tags mean the same is not known. Those that do go with it.')}</p>
      )}
      {others.length > 0 && (
        <>
          <p>{t('These tags mean the same, and go with it:')}</p>
          <EngineText value={others.join(', ')} wrap />
        </>
      )}
      {companions.data?.all === false && (
        <p>
          {t('The first {checked} tags were looked at; others may go with it, too.', {
            checked: companions.data.checked,
          })}
        </p>
      )}
      {remove.error !== null && <ErrorNotice error={remove.error} />}
    </ConfirmDialog>
  );
}
