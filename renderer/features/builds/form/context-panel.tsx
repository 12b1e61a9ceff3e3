import { IconRefresh } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import type { ContextScan } from '../../../../main/contract/builds';
import { decimalBytes } from '../../../lib/bytes';
import { t, Trans } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { EngineText } from '../../../ui/engine-text';
import { ErrorNotice } from '../../../ui/error-notice';
import { IconButton } from '../../../ui/icon-button';
import { Notice } from '../../../ui/notice';
import classes from '../builds.module.css';
import { filePath } from '../routes';
import { lastName, within } from '../words';
import type { Draft } from './draft';
import { isLarge, unintended } from './unintended';
import { useScan } from './use-scan';

interface Props {
  readonly draft: Draft;
  /** The ignore file that counts; null: there is none; undefined: not known. */
  readonly ignoreFile: string | null | undefined;
}

/** What is sent to the builder, before it is sent. */
export function ContextPanel({ draft, ignoreFile }: Props) {
  const { folder, dockerfile, classic } = draft;
  const ready = ignoreFile !== undefined;
  const { scan, error, again } = useScan({ folder: ready ? folder : '', dockerfile, classic });
  return (
    <section className={classes.side} aria-label={t('Context')}>
      <div className={classes.sideHead}>
        <h2>{t('Context')}</h2>
        <IconButton
          label={t('Look again')}
          icon={<IconRefresh size={15} />}
          disabled={!ready || (scan !== null && !scan.complete)}
          onClick={again}
        />
      </div>
      {!ready && <p className={classes.dim}>{t('Choose a folder and a Dockerfile to see what would be sent.')}</p>}
      {ready && <Ignore draft={draft} ignoreFile={ignoreFile} />}
      {error !== null && <ErrorNotice error={error} onRetry={again} />}
      {ready && error === null && scan === null && <p className={classes.dim}>{t('Looking…')}</p>}
      {scan !== null && <Scanned scan={scan} />}
    </section>
  );
}

function Ignore({ draft, ignoreFile }: { readonly draft: Draft; readonly ignoreFile: string | null }) {
  const [, navigate] = useLocation();
  const { folder, dockerfile } = draft;
  const file = ignoreFile ?? within(folder, '.dockerignore');
  return (
    <div className={classes.ignore}>
      {ignoreFile === null ? (
        <span className={classes.dim}>{t('No ignore file: all of the folder is sent.')}</span>
      ) : (
        <span className={classes.dim}>
          <EngineText value={`By ${lastName(ignoreFile)}`} title={ignoreFile} />
        </span>
      )}
      <Button
        variant="subtle"
        onClick={() => navigate(filePath({ folder, dockerfile, file, line: null, build: null }))}
      >
        {ignoreFile === null ? t('Write one') : t('Edit')}
      </Button>
    </div>
  );
}

function Scanned({ scan }: { readonly scan: ContextScan }) {
  const { complete, files, bytes, ignored, biggest, problems } = scan;
  const odd = biggest.flatMap(({ path }) => {
    const what = unintended(path);
    return what === null ? [] : [{ path, what }];
  });
  return (
    <>
      <p aria-live={complete ? 'polite' : 'off'} className={classes.size}>
        <Trans
          text="{bytes} in {files, plural, one {# file} other {# files}}{complete, select, true {} other { so far}}, {ignored, number} ignored"
          values={{ bytes: <strong>{decimalBytes(bytes)}</strong>, files, complete: String(complete), ignored }}
        />
      </p>
      {complete && (isLarge(bytes) || odd.length > 0) && (
        <Notice
          tone="warn"
          title={isLarge(bytes) ? t('This is much to send') : t('Some of this is hardly meant to be sent')}
        >
          {odd.slice(0, 3).map(({ path, what }) => (
            <div key={path}>
              <EngineText value={`${path}: ${what}`} wrap />
            </div>
          ))}
          {t('What the ignore file names stays out.')}
        </Notice>
      )}
      {biggest.length > 0 && (
        <ul className={classes.biggest} aria-label={t('Biggest files')}>
          {biggest.map(({ path, bytes: size }) => (
            <li key={path}>
              <EngineText value={path} mono />
              <span>{decimalBytes(size)}</span>
            </li>
          ))}
        </ul>
      )}
      {problems.length > 0 && (
        <ul className={classes.problems} aria-label={t('What is left out')}>
          {problems.map(({ path, message }) => (
            <li key={path}>
              <EngineText value={`${path}: ${message}`} wrap />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
