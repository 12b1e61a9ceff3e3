import { Link } from 'wouter';
import type { Candidate } from '../../../main/contract/engine';
import { withoutControls } from '../../lib/control-characters';
import { t, Trans } from '../../lib/i18n';
import { useEngine } from '../../rpc/stores/engine-store';
import { Button } from '../../ui/button';
import { CopyButton } from '../../ui/copy-button';
import { EmptyState } from '../../ui/empty-state';
import { EngineText } from '../../ui/engine-text';
import classes from './imports.module.css';

interface Props {
  /** Key of the one that is being looked at; null: none. */
  readonly busy: string | null;
  readonly onChoose: (key: string) => void;
}

/** The engines that Slipway knows, but the one in use. */
export function SourceChoice({ busy, onChoose }: Props) {
  const state = useEngine((store) => store.state);
  const used = state?.status.engine ?? null;
  const others = state?.candidates.filter(({ key }) => key !== used?.key) ?? [];
  const isThere = ({ state: found }: Candidate): boolean => found !== 'absent' && found !== 'probing';
  const [there, absent] = [others.filter(isThere), others.filter((candidate) => !isThere(candidate))];
  if (state?.status.state !== 'connected' || used === null)
    return (
      <EmptyState title={t('No engine is connected')}>
        <p>{t('An import goes into the engine in use.')}</p>
        <Link href="/engine">{t('Choose an engine')}</Link>
      </EmptyState>
    );
  return (
    <section aria-labelledby="import-source" className={classes.section}>
      <h2 id="import-source">{t('From which engine?')}</h2>
      <p className={classes.dim}>
        <Trans
          text="Into: <b>{name}</b>"
          values={{ name: withoutControls(used.name) }}
          tags={{ b: (inner) => <strong>{inner}</strong> }}
        />
      </p>
      {there.length === 0 ? (
        <p>{t('No other engine answers. Start one of those below; a docker context makes others known.')}</p>
      ) : (
        <Sources label={t('Engines that answer')} candidates={there} {...{ busy, onChoose }} />
      )}
      {absent.length > 0 && (
        <details>
          <summary>
            {t('{count, plural, one {# engine is} other {# engines are}} stopped or not installed', {
              count: absent.length,
            })}
          </summary>
          <Sources label={t('Engines that are stopped or not installed')} candidates={absent} {...{ busy, onChoose }} />
        </details>
      )}
    </section>
  );
}

interface SourcesProps extends Props {
  readonly label: string;
  readonly candidates: readonly Candidate[];
}

const Sources = ({ label, candidates, busy, onChoose }: SourcesProps) => (
  <ul className={classes.sources} aria-label={label}>
    {candidates.map((candidate) => (
      <Source key={candidate.key} candidate={candidate} busy={busy !== null} onChoose={onChoose} />
    ))}
  </ul>
);

interface SourceProps {
  readonly candidate: Candidate;
  readonly busy: boolean;
  readonly onChoose: (key: string) => void;
}

function Source({ candidate, busy, onChoose }: SourceProps) {
  const { key, name, url, state, reason, fix, version } = candidate;
  const shown = withoutControls(name);
  return (
    <li className={classes.source}>
      <div className={classes.sourceWords}>
        <EngineText value={name} />
        {url !== name && (
          <span className={classes.dim}>
            <EngineText value={url} mono />
          </span>
        )}
        {state === 'connected' ? (
          <span className={classes.dim}>{t('Engine {version}', { version: withoutControls(version ?? '') })}</span>
        ) : (
          reason !== '' && <EngineText value={reason} wrap />
        )}
        {state === 'consent-needed' && <Link href="/engine">{t('Say yes to it on the Engine page')}</Link>}
        {fix !== null && (
          <span className={classes.fix}>
            {t('Start it with:')}
            <code>
              <EngineText value={fix} mono wrap />
            </code>
            <CopyButton text={fix} label={t('Copy the command for {name}', { name: shown })} />
          </span>
        )}
      </div>
      <Button
        disabled={busy || state === 'consent-needed' || state === 'unsupported'}
        aria-label={t('Look at {name}', { name: shown })}
        onClick={() => onChoose(key)}
      >
        {t('Look at it')}
      </Button>
    </li>
  );
}
