import { useMutation } from '@tanstack/react-query';
import { t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { ErrorNotice } from '../../../ui/error-notice';
import classes from '../pulls.module.css';
import { type Quota, quotaWords } from './quota-words';

/** What Docker Hub has left for who is logged in there; null: it says no limit. */
export type AskQuota = () => Promise<Quota | null>;

/** Asked only by a button: it is a request to somebody else. */
export function HubQuota({ ask }: { readonly ask: AskQuota }) {
  const quota = useMutation({ mutationFn: () => ask() });
  return (
    <>
      <Button
        variant="subtle"
        aria-disabled={quota.isPending || undefined}
        onClick={() => !quota.isPending && quota.mutate()}
      >
        {quota.isPending ? t('Asking Docker Hub…') : t('How many pulls are left?')}
      </Button>
      <span role="status">{quota.data !== undefined && quotaWords(quota.data)}</span>
      {quota.error !== null && (
        <div className={classes.whole}>
          <ErrorNotice error={quota.error} />
        </div>
      )}
    </>
  );
}
