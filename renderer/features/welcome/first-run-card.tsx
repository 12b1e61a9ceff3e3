import { Link, useLocation } from 'wouter';
import { t } from '../../lib/i18n';
import { useConnectionId } from '../../rpc/stores/engine-store';
import { useSettings } from '../../rpc/stores/settings-store';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { endFirstRun } from './first-run';
import { WELCOME_PATH } from './routes';
import { startTour } from './tour/tour-store';

/** For who has containers already: the first run, not in their way. */
export function FirstRunCard() {
  const [path] = useLocation();
  const isFirst = useSettings(({ value }) => value !== null && !value.welcome.done);
  const connection = useConnectionId();
  if (!isFirst || connection === null || path === '/' || path === WELCOME_PATH) return null;
  return (
    <Notice
      tone="info"
      title={t('Welcome to Slipway.')}
      onDismiss={endFirstRun}
      actions={
        <>
          <Button
            onClick={() => {
              endFirstRun();
              startTour();
            }}
          >
            {t('Take the tour')}
          </Button>
          <Link href={WELCOME_PATH}>{t('What was found')}</Link>
        </>
      }
    >
      {t('These are the containers of an engine that was found here. Nothing was changed.')}
    </Notice>
  );
}
