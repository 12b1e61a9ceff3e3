import { useLocation } from 'wouter';
import type { BuildRow } from '../../../../main/contract/builds';
import { t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { EngineText } from '../../../ui/engine-text';
import { Notice } from '../../../ui/notice';
import classes from '../builds.module.css';
import { detailsPath, filePath } from '../routes';

const TITLES = { failed: t('The build failed'), interrupted: t('The build was interrupted') } as const;

/** Why it failed, and the way to where it did. */
export function FailureNotice({ row }: { readonly row: BuildRow }) {
  const [, navigate] = useLocation();
  const { id, state, failure, failedLine: line, wish } = row;
  if (state !== 'failed' && state !== 'interrupted') return null;
  const { folder, dockerfile } = wish;
  return (
    <div className={classes.failure}>
      <Notice
        tone="bad"
        title={line === null ? TITLES[state] : t('{title} at line {line}', { title: TITLES[state], line })}
        actions={
          <>
            {line !== null && (
              <Button onClick={() => navigate(detailsPath(id, 'dockerfile', line))}>
                {t('Show line {line}', { line })}
              </Button>
            )}
            {state === 'failed' && (
              <Button onClick={() => navigate(filePath({ folder, dockerfile, file: dockerfile, line, build: id }))}>
                {t('Edit')}
              </Button>
            )}
          </>
        }
      >
        {failure !== '' && <EngineText value={failure} wrap />}
      </Notice>
    </div>
  );
}
