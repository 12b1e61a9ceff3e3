import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type PointerEvent, useMemo } from 'react';
import type { LogLevel } from '../../../../main/contract/logs';
import { errorLine } from '../../../lib/errors';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { showToast } from '../../../ui/toast-store';
import { LEVEL_WORDS } from '../filter/levels-menu';
import { stampOf } from '../time/stamps';
import { useLog, useLogState, useUi } from '../view/context';
import { useLogsSettings } from '../view/settings';
import classes from './histogram.module.css';

const BUCKETS = 120;
const AGAIN_MS = 2_000;
const HEIGHT = 44;

/** From the bottom up: what matters most stands on the ground, where lengths compare. */
const STACK: readonly LogLevel[] = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'none'];

type Counts = Readonly<Partial<Record<LogLevel, number>>>;
const totalOf = (counts: Counts): number => STACK.reduce((sum, level) => sum + (counts[level] ?? 0), 0);

/** Lines over time; a click, or the arrow keys, go to that time. Asked for anew only while lines come and somebody looks. */
export function Histogram() {
  const { session } = useLog();
  // Of a preview there is nothing to count: its history is not read yet.
  const view = useLogState(({ frame }) => (frame === null || frame.preview || frame.count === 0 ? '' : frame.view));
  const lines = useLogState(
    ({ status }) => `${status?.lines ?? 0} ${status?.epoch ?? 0} ${status?.filter?.version ?? ''}`,
  );
  const { data } = useQuery({
    queryKey: ['logs', 'histogram', view],
    queryFn: async ({ signal }) => ({
      ...(await rpc.call('logs.histogram', { view, buckets: BUCKETS }, { signal })),
      lines,
    }),
    enabled: view !== '',
    refetchInterval: ({ state }) => (state.data?.complete === true && state.data.lines === lines ? false : AGAIN_MS),
    gcTime: 0,
  });
  const go = (micros: number): void => {
    session.goToTime(micros).catch((error: unknown) => showToast('bad', errorLine(error)));
  };
  if (data === undefined || data.buckets.length === 0) return <div className={classes.root} />;
  return <Bars {...data} onGo={go} />;
}

interface BarsProps {
  readonly fromMicros: number;
  readonly bucketMicros: number;
  readonly buckets: readonly Counts[];
  readonly onGo: (micros: number) => void;
}

function Bars({ fromMicros, bucketMicros, buckets, onGo }: BarsProps) {
  const { timestamps } = useLogsSettings();
  const { session } = useLog();
  const top = useUi(({ metrics }) => metrics?.top.row ?? 0);
  // The row may come later than the place.
  useLogState(({ version }) => version);
  const topTime = session.row(top)?.timeMicros ?? fromMicros;
  const current = Math.max(0, Math.min(buckets.length - 1, Math.floor((topTime - fromMicros) / bucketMicros)));
  const most = Math.max(1, ...buckets.map(totalOf));
  const counts = buckets[current] ?? {};
  const zone = timestamps === 'utc' ? 'utc' : 'local';
  const timeOf = (bucket: number): number => fromMicros + bucket * bucketMicros;
  const words = STACK.filter((level) => (counts[level] ?? 0) > 0).map(
    (level) => `${LEVEL_WORDS[level]} ${counts[level] ?? 0}`,
  );
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageUp: 10, PageDown: -10 }[event.key];
    const to = event.key === 'Home' ? 0 : event.key === 'End' ? buckets.length - 1 : current + (step ?? 0);
    if (step === undefined && event.key !== 'Home' && event.key !== 'End') return;
    event.preventDefault();
    onGo(timeOf(nextFilled(buckets, Math.max(0, Math.min(buckets.length - 1, to)), to < current)));
  };
  const onPointer = (event: PointerEvent<HTMLElement>): void => {
    if (event.buttons !== 1) return;
    const { left, width } = event.currentTarget.getBoundingClientRect();
    onGo(timeOf(Math.max(0, Math.min(0.999, (event.clientX - left) / width)) * buckets.length));
  };
  const bars = useMemo(() => <Stacks buckets={buckets} most={most} />, [buckets, most]);
  return (
    <div
      role="slider"
      aria-label={t('Lines over time')}
      aria-valuemin={0}
      aria-valuemax={buckets.length - 1}
      aria-valuenow={current}
      aria-valuetext={t('{current}, {counts, plural, one {# line} other {# lines}}. {words}', {
        current: stampOf(timeOf(current), zone),
        counts: totalOf(counts),
        words: words.join(', '),
      })}
      tabIndex={0}
      className={classes.root}
      title={t('{timeOf} to {count}; highest: {most, plural, one {# line} other {# lines}}', {
        timeOf: stampOf(timeOf(0), zone),
        count: stampOf(timeOf(buckets.length), zone),
        most,
      })}
      onKeyDown={onKeyDown}
      onPointerDown={onPointer}
      onPointerMove={onPointer}
    >
      <svg className={classes.chart} viewBox={`0 0 ${buckets.length} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden>
        <rect className={classes.here} x={current} y={0} width={1} height={HEIGHT} />
        {bars}
      </svg>
    </div>
  );
}

/** A key goes on to where there are lines: in between it would seem to do nothing. */
function nextFilled(buckets: readonly Counts[], from: number, backward: boolean): number {
  const step = backward ? -1 : 1;
  for (let at = from; at >= 0 && at < buckets.length; at += step) if (totalOf(buckets[at] ?? {}) > 0) return at;
  return from;
}

function Stacks({ buckets, most }: { readonly buckets: readonly Counts[]; readonly most: number }) {
  return buckets.map((counts, bucket) => {
    let y = HEIGHT;
    return STACK.filter((level) => (counts[level] ?? 0) > 0).map((level) => {
      // A single error among a million lines is still to be seen.
      const height = Math.max(1.5, ((counts[level] ?? 0) / most) * (HEIGHT - 4));
      y -= height;
      return (
        <rect
          key={`${bucket} ${level}`}
          x={bucket + 0.1}
          y={Math.max(0, y)}
          width={0.8}
          height={height}
          data-level={level}
        />
      );
    });
  });
}
