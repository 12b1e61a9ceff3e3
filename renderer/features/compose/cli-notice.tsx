import { t } from '../../lib/i18n';
import { Button } from '../../ui/button';
import { EngineText } from '../../ui/engine-text';
import { Notice } from '../../ui/notice';
import classes from './compose.module.css';
import { useCli } from './compose-store';

/** There is no compose CLI: what to install. The rest of the view works all the same. */
export function CliNotice() {
  const { cli, look, looking } = useCli();
  if (cli?.kind !== 'none') return null;
  return (
    <div className={classes.note}>
      <Notice
        tone="warn"
        title={t('No compose CLI was found: projects can be seen and edited, but not brought up or down.')}
        actions={
          <Button disabled={looking} onClick={look}>
            {t('Look again')}
          </Button>
        }
      >
        <EngineText value={cli.remark} wrap />
      </Notice>
    </div>
  );
}
