import { memo, useCallback, useSyncExternalStore } from 'react';
import type { ContainerRow } from '../../../main/contract/containers';
import type { Sample } from '../../../main/contract/stats';
import { binaryBytes } from '../../lib/bytes';
import { t } from '../../lib/i18n';
import classes from './cells.module.css';
import { COLUMNS, type StatsColumn } from './columns';
import { sumOf, UNKNOWN } from './figures';
import { freshSample, type LiveSeries, subscribeToAll, useLive } from './live-store';
import { sparklinePath } from './sparkline-path';

const WIDTH = 48;
const HEIGHT = 18;

export interface CellProps {
  readonly row: ContainerRow;
  readonly column: StatsColumn;
}

/** Why a container that does not simply run has no figure; null: it should have one. */
function idleWords({ state }: ContainerRow, column: StatsColumn): readonly [word: string, title: string] | null {
  switch (state) {
    case 'running':
      return null;
    case 'paused':
      return column === 'memory' || column === 'pids' ? null : [t('paused'), t('Paused: it does nothing.')];
    case 'restarting':
      return [t('restarting'), t('Restarting: it does not run right now.')];
    case 'removing':
      return [UNKNOWN, t('It is being removed.')];
    case 'dead':
      return [t('dead'), t('Dead: the engine could not remove it.')];
    case 'created':
    case 'exited':
    case 'unknown':
      return [UNKNOWN, t('It does not run.')];
  }
}

/** One figure of one container, with its last two minutes. Renders anew with each of its samples, and only then. */
export const StatsCell = memo(function StatsCell({ row, column }: CellProps) {
  const idle = idleWords(row, column);
  const live = useLive(row.id);
  if (idle !== null)
    return (
      <span className={classes.idle} title={idle[1]}>
        {idle[0]}
      </span>
    );
  return <Measured live={live} column={column} />;
});

function Measured({ live, column }: { readonly live: LiveSeries | undefined; readonly column: StatsColumn }) {
  const last = live?.samples.at(-1);
  const kind = COLUMNS[column];
  const value = last === undefined ? null : kind.valueOf(last);
  if (live === undefined || last === undefined || value === null)
    return (
      <span className={classes.idle} title={last === undefined ? t('Being measured') : kind.unknown}>
        {UNKNOWN}
      </span>
    );
  return (
    <span className={classes.figure} title={titleOf(live, last, column)}>
      <span className={classes.value}>{kind.words(last)}</span>
      {kind.least !== null && (
        <Sparkline live={live} column={column} least={column === 'memory' ? leastMemory(live) : kind.least} />
      )}
    </span>
  );
}

/** Memory is drawn against its limit, where it has one. */
const leastMemory = ({ standing }: LiveSeries): number => standing?.memoryLimit ?? COLUMNS.memory.least ?? 1;

function titleOf({ standing }: LiveSeries, last: Sample, column: StatsColumn): string | undefined {
  if (column === 'cpu') return t('Of one processor: 200 % is two of them busy.');
  if (column !== 'memory' || last.memory === null) return undefined;
  const limit = standing?.memoryLimit ?? null;
  const of =
    limit === null
      ? t('no limit')
      : t('of {limit}, {round} %', { limit: binaryBytes(limit), round: Math.round((100 * last.memory) / limit) });
  const cache = last.cache === null ? '' : t('; {cache} of cache beside', { cache: binaryBytes(last.cache) });
  return `${binaryBytes(last.memory)}, ${of}${cache}`;
}

interface SparklineProps {
  readonly live: LiveSeries;
  readonly column: StatsColumn;
  readonly least: number;
}

function Sparkline({ live, column, least }: SparklineProps) {
  const points = live.samples.map((sample) => ({ at: sample.at, value: COLUMNS[column].valueOf(sample) }));
  return (
    <svg
      className={classes.sparkline}
      viewBox={`0 -1 ${WIDTH} ${HEIGHT + 2}`}
      width={WIDTH}
      height={HEIGHT}
      preserveAspectRatio="none"
      aria-hidden
      data-sparkline
    >
      <path d={sparklinePath(points, { width: WIDTH, height: HEIGHT, least })} />
    </svg>
  );
}

export interface SumProps {
  readonly ids: readonly string[];
  readonly column: StatsColumn;
}

/** Of those containers of a project that are measured. */
export const StatsSum = memo(function StatsSum({ ids, column }: SumProps) {
  const words = useSumWords(ids, column);
  return (
    words !== UNKNOWN && (
      <span className={classes.sum} title={t('Of all its running containers')}>
        {words}
      </span>
    )
  );
});

/** A string, so that samples which change nothing that is shown render nothing anew. */
function useSumWords(ids: readonly string[], column: StatsColumn): string {
  const read = useCallback((): string => {
    const last = ids.map(freshSample);
    const sum = (value: keyof Omit<Sample, 'at'>): number | null => sumOf(last, value);
    const values = {
      ...{ cpu: sum('cpu'), memory: sum('memory'), cache: sum('cache'), pids: sum('pids'), throttled: null },
      ...{ netRx: sum('netRx'), netTx: sum('netTx') },
      ...{ blockRead: sum('blockRead'), blockWrite: sum('blockWrite') },
    };
    return COLUMNS[column].valueOf(values) === null ? UNKNOWN : COLUMNS[column].words(values);
  }, [ids, column]);
  return useSyncExternalStore(subscribeToAll, read);
}
