import { useEffect, useMemo, useState } from 'react';
import { t } from '../../lib/i18n';
import { useConnectionId } from '../../rpc/stores/engine-store';
import { Notice } from '../../ui/notice';
import { ChartFigure } from './chart-figure';
import { HappeningsList } from './happenings-list';
import { happenings } from './happenings';
import { CHARTS } from './kinds';
import { followLive, type LiveSeries, useLive } from './live-store';
import { type PlotData, plotOfHistory, plotOfLive, throttledSpans } from './plot-data';
import classes from './stats-tab.module.css';
import { type Range, RangeChoice } from './range-choice';
import { SummaryTable } from './summary-table';
import { useHistory } from './use-history';

interface Props {
  /** The container's. */
  readonly id: string;
}

/** As long as the page lives: whoever opens the next container wants to see the same of it. */
let lastRange: Range = 'live';

const NO_SAMPLES: LiveSeries['samples'] = [];

/** What one container uses and used, as charts, and the same in words and figures. */
export function StatsTab({ id }: Props) {
  const [range, setRange] = useState<Range>(lastRange);
  const live = useLive(id);
  useEffect(() => followLive([id], 'detail'), [id]);
  const history = useHistory(id, range === 'live' ? '15m' : range);
  const samples = live?.samples ?? NO_SAMPLES;
  const data = useMemo((): PlotData | null => {
    if (range === 'live') return plotOfLive(samples, history?.marks.at(-1)?.at);
    return history === null ? null : plotOfHistory(history);
  }, [range, samples, history]);
  const choose = (next: Range): void => {
    lastRange = next;
    setRange(next);
  };
  return (
    <div className={classes.tab}>
      <RangeChoice value={range} onChange={choose} />
      {history?.recording === false && range !== 'live' && (
        <Notice tone="info">
          {t(
            'Nothing is being recorded: the history is turned off on the Settings page. What was recorded before is shown.',
          )}
        </Notice>
      )}
      {data !== null && <Charts {...{ data, live, range }} marks={history?.marks ?? []} />}
    </div>
  );
}

interface ChartsProps {
  readonly data: PlotData;
  readonly live: LiveSeries | undefined;
  readonly range: Range;
  readonly marks: Parameters<typeof happenings>[0];
}

function Charts({ data, live, range, marks }: ChartsProps) {
  const connected = useConnectionId() !== null;
  const seen = useMemo(
    () =>
      happenings(marks, throttledSpans(data)).filter(({ at, until }) => (until ?? at) >= data.from && at <= data.to),
    [marks, data],
  );
  if (data.summary.memory === null && data.summary.cpu === null)
    return (
      <p className={classes.none} role="status">
        {noneWords(range, connected)}
      </p>
    );
  return (
    <>
      {data.highest !== null && (
        <p className={classes.dim}>{t('Lines are averages of each step; dotted ones the highest in it.')}</p>
      )}
      {range !== 'live' && (
        <p className={classes.dim}>
          {t('While no page was in sight, one reading stands for a whole minute: what is shorter is not seen in it.')}
        </p>
      )}
      {CHARTS.map((kind) => (
        <ChartFigure
          key={kind.title}
          kind={kind}
          data={data}
          happenings={seen}
          limit={kind.title === 'Memory' ? live?.standing?.memoryLimit : undefined}
        />
      ))}
      <HappeningsList happenings={seen} />
      <SummaryTable data={data} standing={live?.standing ?? null} />
    </>
  );
}

function noneWords(range: Range, connected: boolean): string {
  if (!connected) return t('The engine is out of reach: nothing is being measured.');
  if (range === 'live') return t('Nothing is measured yet. A container that does not run has no figures.');
  return t('Nothing was measured in this time.');
}
