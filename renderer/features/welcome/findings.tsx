import { useQuery } from '@tanstack/react-query';
import { IconAlertTriangle, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Candidate } from '../../../main/contract/engine';
import type { Findings as Found } from '../../../main/contract/welcome';
import { t } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { useEngine } from '../../rpc/stores/engine-store';
import { CopyButton } from '../../ui/copy-button';
import { EngineText } from '../../ui/engine-text';
import { ErrorNotice } from '../../ui/error-notice';
import { Skeleton } from '../../ui/skeleton';
import classes from './welcome.module.css';

export const useFindings = () =>
  useQuery({ queryKey: ['welcome', 'look'], queryFn: ({ signal }) => rpc.call('welcome.look', undefined, { signal }) });

/** What this computer has of what Slipway works with, and how to get the rest. */
export function Findings() {
  const { data, error, refetch } = useFindings();
  const state = useEngine((store) => store.state);
  const engines = state?.candidates.filter(({ source }) => source !== 'slipway') ?? [];
  const isThere = ({ state: found }: Candidate): boolean => found !== 'absent' && found !== 'probing';
  const absent = engines.filter((engine) => !isThere(engine));
  return (
    <section aria-labelledby="welcome-found" aria-busy={data === undefined} className={classes.section}>
      <h2 id="welcome-found">{t('What was found on this computer')}</h2>
      {error !== null && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      <ul className={classes.found} aria-labelledby="welcome-found">
        {engines.filter(isThere).map((engine) => (
          <EngineFinding key={engine.key} engine={engine} inUse={engine.key === state?.status.engine?.key} />
        ))}
        {data === undefined && error === null ? (
          <Finding tone="none" title={<Skeleton width="14em" />} />
        ) : (
          data && <Tools found={data} />
        )}
      </ul>
      {absent.length > 0 && (
        <details>
          <summary>
            {t('{count, plural, one {# other engine is} other {# other engines are}} stopped or not installed', {
              count: absent.length,
            })}
          </summary>
          <ul className={classes.found} aria-label={t('Engines that are stopped or not installed')}>
            {absent.map((engine) => (
              <EngineFinding key={engine.key} engine={engine} inUse={false} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

interface FindingProps {
  readonly tone: 'ok' | 'warn' | 'none';
  readonly title: ReactNode;
  readonly children?: ReactNode;
  /** What mends it. */
  readonly command?: string | null;
}

const ICONS = { ok: IconCircleCheck, warn: IconAlertTriangle, none: IconCircleDashed } as const;

function Finding({ tone, title, children, command = null }: FindingProps) {
  const Icon = ICONS[tone];
  const words = { ok: t('found'), warn: t('needs a look'), none: t('not there') };
  return (
    <li className={classes.finding} data-tone={tone}>
      <Icon size={16} role="img" aria-label={words[tone]} />
      <div className={classes.findingWords}>
        <span>{title}</span>
        {children !== undefined && <span className={classes.dim}>{children}</span>}
        {command !== null && (
          <span className={classes.command}>
            <code>
              <EngineText value={command} mono wrap />
            </code>
            <CopyButton text={command} label={t('Copy this command')} />
          </span>
        )}
      </div>
    </li>
  );
}

function EngineFinding({ engine, inUse }: { readonly engine: Candidate; readonly inUse: boolean }) {
  const { name, state, reason, fix, version } = engine;
  if (state === 'connected')
    return (
      <Finding tone="ok" title={<EngineText value={version === null ? name : `${name}, ${version}`} />}>
        {inUse ? t('This engine is in use.') : t('It can be chosen on the Engine page, or imported from.')}
      </Finding>
    );
  return (
    <Finding
      tone={state === 'absent' || state === 'probing' ? 'none' : 'warn'}
      title={<EngineText value={name} />}
      command={fix}
    >
      {reason === '' ? undefined : <EngineText value={reason} wrap />}
    </Finding>
  );
}

function Tools({ found: { docker, compose, machine, platform } }: { readonly found: Found }) {
  return (
    <>
      {machine !== null && (
        <Finding
          tone={machine.problem === '' ? 'ok' : 'warn'}
          title={t('Slipway’s own engine ({driver})', { driver: machine.driver })}
          command={machine.fix}
        >
          {machine.problem === '' ? (
            t('It can run here, in a small virtual machine.')
          ) : (
            <EngineText value={machine.problem} wrap />
          )}
        </Finding>
      )}
      <Finding
        tone={docker === null ? 'none' : 'ok'}
        title={docker === null ? t('docker command') : <EngineText value={docker.version} />}
        {...(docker === null && { command: dockerCommand(platform) })}
      >
        {docker === null ? (
          t('Not needed by Slipway itself, but by terminals and compose.')
        ) : (
          <EngineText value={docker.program} mono />
        )}
      </Finding>
      <Finding
        tone={compose.version === null ? 'none' : compose.remark === '' ? 'ok' : 'warn'}
        title={compose.version === null ? t('Compose') : t('Compose {version}', { version: compose.version })}
      >
        {compose.remark === '' ? (
          <EngineText value={compose.program} mono />
        ) : (
          <EngineText value={compose.remark} wrap />
        )}
      </Finding>
    </>
  );
}

const dockerCommand = (platform: string): string | null => {
  if (platform === 'darwin') return 'brew install docker docker-compose';
  return platform === 'linux' ? 'sudo apt-get install docker.io' : null;
};
