import type { Candidate } from '../../../main/contract/engine';
import { withoutControls } from '../../lib/control-characters';
import { t } from '../../lib/i18n';
import { Button } from '../../ui/button';
import { CopyButton } from '../../ui/copy-button';
import { EngineText } from '../../ui/engine-text';
import { SOURCE_WORDS, STATE_TONES, stateWords } from './candidate-words';
import classes from './engine-page.module.css';

interface Props {
  readonly candidates: readonly Candidate[];
  /** Key of the engine in use. */
  readonly inUse: string | null;
  readonly busy: boolean;
  readonly onUse: (candidate: Candidate) => void;
}

export function CandidatesTable({ candidates, inUse, busy, onUse }: Props) {
  return (
    <table className={classes.table} aria-label={t('Engines')}>
      <thead>
        <tr>
          <th scope="col">{t('Engine')}</th>
          <th scope="col">{t('Found by')}</th>
          <th scope="col">{t('State')}</th>
          <th scope="col">
            <span className="sw-hidden">{t('Choice')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {candidates.map((candidate) => (
          <tr key={candidate.key} data-in-use={candidate.key === inUse || undefined}>
            <td>
              <EngineText value={candidate.name} />
              {candidate.url !== candidate.name && (
                <div className={classes.dim}>
                  <EngineText value={candidate.url} mono />
                </div>
              )}
            </td>
            <td className={classes.dim}>{SOURCE_WORDS[candidate.source]}</td>
            <td>
              <State candidate={candidate} />
            </td>
            <td className={classes.choice}>
              {candidate.key === inUse && candidate.state !== 'consent-needed' ? (
                <span className={classes.inUse}>{t('In use')}</span>
              ) : (
                <Button
                  disabled={busy}
                  aria-label={t('Use {name}', { name: withoutControls(candidate.name) })}
                  onClick={() => onUse(candidate)}
                >
                  {t('Use')}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function State({ candidate: { source, state, reason, fix, version, apiVersion } }: { readonly candidate: Candidate }) {
  const versions = [
    version !== null && t('Engine {version}', { version }),
    apiVersion !== null && t('API {apiVersion}', { apiVersion }),
  ];
  const about = [...versions, reason].filter(Boolean).join(', ');
  return (
    <>
      <div className={classes.state}>
        <span data-tone={STATE_TONES[state]}>{stateWords({ source, state })}</span>
        {about !== '' && <EngineText value={about} wrap />}
      </div>
      {fix !== null && (
        <div className={classes.fix}>
          <code>
            <EngineText value={fix} wrap mono />
          </code>
          <CopyButton text={fix} label={t('Copy this command')} />
        </div>
      )}
    </>
  );
}
