import { lazy, Suspense, useCallback, useState, useSyncExternalStore } from 'react';
import { t } from '../../lib/i18n';
import { clockTime } from '../../lib/time';
import { binaryBytes } from '../../lib/bytes';
import { Skeleton } from '../../ui/skeleton';
import type { Happening } from './happenings';
import type { ChartKind } from './kinds';
import type { PlotData } from './plot-data';
import classes from './stats-tab.module.css';

const Chart = lazy(async () => ({ default: (await import('./chart')).Chart }));

interface Props {
  readonly kind: ChartKind;
  readonly data: PlotData;
  readonly happenings: readonly Happening[];
  /** Of memory, bytes; null: none, undefined: it is not about memory or not known. */
  readonly limit: number | null | undefined;
}

const root = document.documentElement;
const followScheme = (listener: () => void): (() => void) => {
  const observer = new MutationObserver(listener);
  observer.observe(root, { attributeFilter: ['data-mantine-color-scheme'] });
  return () => observer.disconnect();
};
const useScheme = (): string =>
  useSyncExternalStore(followScheme, () => root.getAttribute('data-mantine-color-scheme') ?? '');

/** A chart with its figures: those under the pointer, else the last. */
export function ChartFigure({ kind, data, happenings, limit }: Props) {
  const scheme = useScheme();
  const [point, setPoint] = useState<number | null>(null);
  const onPoint = useCallback((index: number | null) => setPoint(index), []);
  const at = point === null ? undefined : data.times[point];
  const isKnown = kind.lines.some(({ metric }) => data.summary[metric] !== null);
  return (
    <section className={classes.chart} aria-label={kind.title}>
      <header className={classes.chartHead}>
        <h3>{kind.title}</h3>
        {isKnown &&
          kind.lines.map(({ metric, label, colour, dashed }) => {
            const value = point === null ? (data.summary[metric]?.last ?? null) : (data.values[metric][point] ?? null);
            return (
              <span key={metric} className={classes.figure}>
                <span
                  className={classes.swatch}
                  data-dashed={dashed || undefined}
                  style={{ borderColor: `var(${colour})` }}
                  aria-hidden
                />
                {kind.lines.length > 1 && `${label} `}
                <strong>{kind.words(value)}</strong>
              </span>
            );
          })}
        {limit !== undefined && isKnown && (
          <span className={classes.dim}>
            {limit === null ? t('no limit') : t('limit {limit}', { limit: binaryBytes(limit) })}
          </span>
        )}
        <span className={classes.when}>{at === undefined ? '' : clockTime(at * 1000)}</span>
      </header>
      {isKnown ? (
        <Suspense fallback={<Skeleton height="116px" />}>
          <Chart {...{ kind, data, happenings, scheme, onPoint }} limit={limit ?? null} />
        </Suspense>
      ) : (
        <p className={classes.dim}>{kind.none}</p>
      )}
    </section>
  );
}
