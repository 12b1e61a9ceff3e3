import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Consumer, Overview } from '../../../main/contract/stats';
import { binaryBytes } from '../../lib/bytes';
import { t } from '../../lib/i18n';
import { useConnectionId } from '../../rpc/stores/engine-store';
import { EngineText } from '../../ui/engine-text';
import classes from './engine-use.module.css';
import { memoryWords, percentWords, sumOf, UNKNOWN } from './figures';
import { useFollowedOverview } from './overview-store';

const TOP = 5;

/** All containers together against the machine, those that use most, and Slipway itself. */
export function EngineUse() {
  const connected = useConnectionId() !== null;
  const overview = useFollowedOverview();
  if (!connected) return null;
  return (
    <section aria-label={t('Resource use')} aria-busy={overview === null} className={classes.section}>
      <h2>{t('Resource use')}</h2>
      <dl className={classes.totals}>
        <Total name={t('CPU, all containers')} {...cpuTotal(overview)} />
        <Total name={t('Memory, all containers')} {...memoryTotal(overview)} />
        <Total name={t('Slipway, main process')} {...ownUse(overview)} />
        <Total name={t('Slipway, this page')} {...pageUse()} />
      </dl>
      <div className={classes.tops}>
        <Top title={t('Most CPU')} overview={overview} value="cpu" words={percentWords} />
        <Top title={t('Most memory')} overview={overview} value="memory" words={memoryWords} />
      </div>
    </section>
  );
}

interface TotalWords {
  readonly value: string;
  readonly detail: string;
  /** 0 to 1; null: there is nothing to compare with. */
  readonly share: number | null;
}

const MEASURING: TotalWords = { value: UNKNOWN, detail: t('being measured'), share: null };

/** Said where a sum is not yet of all of them. */
const counted = ({ consumers, running }: Overview): string =>
  consumers.length < running
    ? t(', {count} of {running} containers measured so far', { count: consumers.length, running })
    : '';

function cpuTotal(overview: Overview | null): TotalWords {
  if (overview === null) return MEASURING;
  if (overview.running === 0) return { value: percentWords(0), detail: t('nothing runs'), share: 0 };
  const sum = sumOf(overview.consumers, 'cpu');
  const cpus = overview.machine?.cpus ?? 0;
  if (sum === null) return MEASURING;
  const of =
    cpus === 0
      ? ''
      : t('of {percent} % ({cpus, plural, one {# processor} other {# processors}})', { percent: cpus * 100, cpus });
  return { value: percentWords(sum), detail: of + counted(overview), share: cpus === 0 ? null : sum / (cpus * 100) };
}

function memoryTotal(overview: Overview | null): TotalWords {
  if (overview === null) return MEASURING;
  if (overview.running === 0) return { value: memoryWords(0), detail: t('nothing runs'), share: 0 };
  const sum = sumOf(overview.consumers, 'memory');
  const total = overview.machine?.memoryBytes ?? 0;
  if (sum === null) return MEASURING;
  const of = total === 0 ? '' : t('of {total}', { total: binaryBytes(total) });
  return { value: memoryWords(sum), detail: of + counted(overview), share: total === 0 ? null : sum / total };
}

const ownUse = (overview: Overview | null): TotalWords =>
  overview === null
    ? MEASURING
    : {
        value: memoryWords(overview.own.memory),
        detail:
          overview.own.cpu === null ? t('CPU being measured') : t('CPU {cpu}', { cpu: percentWords(overview.own.cpu) }),
        share: null,
      };

/** Chromium's own, and no other browser's. */
function pageUse(): TotalWords {
  const memory: unknown = 'memory' in performance ? performance.memory : null;
  const bytes =
    typeof memory === 'object' && memory !== null && 'usedJSHeapSize' in memory ? Number(memory.usedJSHeapSize) : null;
  const detail = bytes === null ? t('this browser does not tell') : t('scripts’ memory; the browser tells no CPU');
  return { value: memoryWords(bytes), detail, share: null };
}

function Total({ name, value, detail, share }: TotalWords & { readonly name: string }) {
  return (
    <div className={classes.total}>
      <dt>{name}</dt>
      <dd>
        <strong>{value}</strong> <span className={classes.dim}>{detail}</span>
        {share !== null && (
          <span className={classes.bar} aria-hidden>
            <span style={{ width: `${Math.min(100, share * 100)}%` }} />
          </span>
        )}
      </dd>
    </div>
  );
}

interface TopProps {
  readonly title: string;
  readonly overview: Overview | null;
  readonly value: 'cpu' | 'memory';
  readonly words: (value: number | null) => string;
}

function Top({ title, overview, value, words }: TopProps) {
  const known = (overview?.consumers ?? []).filter((one) => (one[value] ?? 0) > 0);
  const top = known.sort((a, b) => (b[value] ?? 0) - (a[value] ?? 0)).slice(0, TOP);
  return (
    <div className={classes.top}>
      <h3>{title}</h3>
      {top.length === 0 ? (
        <p className={classes.dim}>{noneWords(overview)}</p>
      ) : (
        <ol className={classes.list} aria-label={title}>
          {top.map((one) => (
            <li key={one.id}>
              <Name of={one} />
              <span>{words(one[value])}</span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

function noneWords(overview: Overview | null): string {
  if (overview === null) return t('Being measured.');
  if (overview.running === 0) return t('Nothing runs.');
  return overview.consumers.length === 0 ? t('Being measured.') : t('Nothing to speak of.');
}

const Name = ({ of: { id, name } }: { readonly of: Consumer }): ReactNode => (
  <Link href={`/containers/${encodeURIComponent(id)}/stats`} className={classes.name}>
    <EngineText value={name} />
  </Link>
);
