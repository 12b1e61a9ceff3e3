import { useQuery } from '@tanstack/react-query';
import type { EngineFacts } from '../../../main/contract/engine';
import { binaryBytes } from '../../lib/bytes';
import { t } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { useConnectionId } from '../../rpc/stores/engine-store';
import { EngineText } from '../../ui/engine-text';
import { ErrorNotice } from '../../ui/error-notice';
import { Notice } from '../../ui/notice';
import { Skeleton } from '../../ui/skeleton';
import classes from './engine-page.module.css';

/** What the connected engine says of itself; asked anew with every connection and every visit. */
export function EngineFactsSection() {
  const connection = useConnectionId();
  const facts = useQuery({
    queryKey: ['engine', connection, 'facts'],
    queryFn: ({ signal }) => rpc.call('engine.facts', undefined, { signal }),
    enabled: connection !== null,
  });
  if (connection === null) return null;
  return (
    <section aria-label={t('Facts')} aria-busy={facts.isPending} className={classes.section}>
      <h2>{t('What the engine says of itself')}</h2>
      {facts.error !== null && <ErrorNotice error={facts.error} onRetry={() => void facts.refetch()} />}
      {facts.data?.warnings.map((warning) => (
        <Notice key={warning} tone="warn">
          <EngineText value={warning} wrap />
        </Notice>
      ))}
      {facts.error === null && (
        <dl className={classes.facts}>
          {LABELS.map((label, index) => (
            <div key={label} className={classes.fact}>
              <dt>{label}</dt>
              <dd>
                {facts.data === undefined ? (
                  <Skeleton width="9em" />
                ) : (
                  <EngineText value={values(facts.data)[index] ?? ''} />
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

const LABELS = [
  t('Version'),
  'API',
  t('Operating system'),
  t('Kernel'),
  t('Architecture'),
  'CPUs',
  t('Memory'),
  t('Storage driver'),
  t('Logging driver'),
  t('Cgroup'),
  t('Root folder'),
  t('Containers'),
  t('Images'),
] as const;

const values = (facts: EngineFacts): readonly string[] => [
  facts.version,
  t('{negotiatedApiVersion} in use, {minApiVersion} to {apiVersion} offered', {
    negotiatedApiVersion: facts.negotiatedApiVersion,
    minApiVersion: facts.minApiVersion,
    apiVersion: facts.apiVersion,
  }),
  facts.operatingSystem,
  facts.kernelVersion,
  `${facts.osType}/${facts.architecture}`,
  String(facts.cpus),
  binaryBytes(facts.memoryBytes),
  facts.storageDriver,
  facts.loggingDriver,
  t('{cgroupDriver}, version {cgroupVersion}', {
    cgroupDriver: facts.cgroupDriver,
    cgroupVersion: facts.cgroupVersion,
  }),
  facts.dockerRootDir,
  t('{total}: {running} running, {paused} paused, {stopped} stopped', {
    total: facts.containers.total,
    running: facts.containers.running,
    paused: facts.containers.paused,
    stopped: facts.containers.stopped,
  }),
  String(facts.images),
];
