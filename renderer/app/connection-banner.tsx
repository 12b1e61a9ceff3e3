import { t } from '../lib/i18n';
import { useConnection } from '../rpc/use-stream';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';

/** Slipway itself is out of reach: all that is in sight is the last known state. */
export function ConnectionBanner() {
  if (useConnection() !== 'lost') return null;
  return (
    <Notice
      tone="bad"
      role="alert"
      title={t('The connection to Slipway is lost.')}
      actions={<Button onClick={() => globalThis.location.reload()}>{t('Reload')}</Button>}
    >
      {t(
        'What you see is the last known state. Slipway is tried again by itself; if it has ended, start it again and open its new address.',
      )}
    </Notice>
  );
}
