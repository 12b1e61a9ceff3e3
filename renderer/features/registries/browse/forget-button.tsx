import { useMutation, useQueryClient } from '@tanstack/react-query';
import { errorLine } from '../../../lib/errors';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { Button } from '../../../ui/button';
import { showToast } from '../../../ui/toast-store';
import { readAgain } from '../use-registries';

interface Props {
  readonly registry: string;
  readonly onDone: () => void;
}

/** Takes a registry out of Slipway's own list; it can be added again. */
export function ForgetButton({ registry, onDone }: Props) {
  const client = useQueryClient();
  const forget = useMutation({
    mutationFn: () => rpc.call('registries.forget', { registry }),
    onSuccess: async () => {
      onDone();
      await readAgain(client);
    },
    onError: (error) => showToast('bad', errorLine(error)),
  });
  return (
    <Button variant="subtle" disabled={forget.isPending} onClick={() => forget.mutate()}>
      {t('Remove from list')}
    </Button>
  );
}
