import { Checkbox } from '@mantine/core';
import type { BuilderFacts } from '../../../../main/contract/builds';
import { t, Trans } from '../../../lib/i18n';
import { EngineText } from '../../../ui/engine-text';
import { ErrorNotice } from '../../../ui/error-notice';
import classes from '../builds.module.css';
import { BUILDER_WORDS } from '../words';
import { changeDraft } from './form-store';

interface Props {
  readonly builder: BuilderFacts | undefined;
  readonly error: unknown;
  readonly onRetry: () => void;
  /** Without an engine nobody builds. */
  readonly connected: boolean;
  readonly classic: boolean;
}

/** Who is going to build, and why it is no better one. */
export function BuilderNote({ builder, error, onRetry, connected, classic }: Props) {
  if (!connected) return <p className={classes.dim}>{t('No engine is connected. The Engine page says why.')}</p>;
  if (error !== null) return <ErrorNotice error={error} onRetry={onRetry} />;
  if (builder === undefined) return <p className={classes.dim}>{t('Looking for the builder…')}</p>;
  const isPlain = classic && builder.kind !== 'engine';
  return (
    <div className={classes.builder}>
      <p>
        <Trans
          text="Built by {engine}"
          values={{ engine: <strong>{isPlain ? BUILDER_WORDS.engine : BUILDER_WORDS[builder.kind]}</strong> }}
        />
        {!isPlain && (
          <>
            {' '}
            <EngineText value={builder.version} />
          </>
        )}
      </p>
      {builder.remark !== '' && (
        <p className={classes.dim}>
          <EngineText value={builder.remark} wrap />
        </p>
      )}
      {builder.kind !== 'engine' && (
        <Checkbox
          label={t('Use the engine’s own builder')}
          description={t('DOCKER_BUILDKIT=0. Without the secrets, SSH and caches of BuildKit.')}
          checked={classic}
          onChange={(event) => changeDraft({ classic: event.currentTarget.checked })}
        />
      )}
    </div>
  );
}
