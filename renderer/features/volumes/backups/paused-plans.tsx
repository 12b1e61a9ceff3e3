import { useMutation } from '@tanstack/react-query';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { Button } from '../../../ui/button';
import { EngineText } from '../../../ui/engine-text';
import { ErrorNotice } from '../../../ui/error-notice';
import { Notice } from '../../../ui/notice';
import { useVolumeWork } from '../volumes-store';

/** Plans whose volume was deleted: such a volume has no details in which to say so. */
export function PausedPlans() {
  const plans = useVolumeWork((store) => store.state?.plans);
  return plans?.filter(({ paused }) => paused).map(({ volume }) => <Paused key={volume} volume={volume} />);
}

function Paused({ volume }: { readonly volume: string }) {
  const forget = useMutation({ mutationFn: () => rpc.call('volumes.setPlan', { name: volume, plan: null }) });
  return (
    <Notice
      tone="warn"
      title={t('Backups are paused: their volume was deleted')}
      actions={
        <Button disabled={forget.isPending} onClick={() => forget.mutate()}>
          {t('Delete the plan')}
        </Button>
      }
    >
      <EngineText value={volume} wrap />
      <p>
        {t(
          'Those that are in the folder stay there. Of a new volume of this name they go on once one is made by hand.',
        )}
      </p>
      {forget.error !== null && <ErrorNotice error={forget.error} />}
    </Notice>
  );
}
