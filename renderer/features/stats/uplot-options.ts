import type uPlot from 'uplot';
import { LOCALE } from '../../lib/i18n';
import type { Happening } from './happenings';
import type { ChartKind } from './kinds';

/** What the options are made of; colours are those of the theme at this moment. */
export interface ChartLook {
  readonly kind: ChartKind;
  readonly colourOf: (name: string) => string;
  readonly happenings: () => readonly Happening[];
  /** A line across, as a limit; null: none. */
  readonly limit: () => number | null;
  /** Within these, seconds, whatever there is to draw. */
  readonly window: () => readonly [from: number, to: number];
  /** Whether each line has a second one: the highest within each step. */
  readonly withHighest: boolean;
  /** The step under the pointer; null: none. */
  readonly onPoint: (index: number | null) => void;
}

export const HEIGHT = 116;
const AXIS_HEIGHT = 26;
const AXIS_WIDTH = 68;
const LABEL_PX = 11;
const SHORT_SPAN_S = 600;

const clock = (seconds: boolean) =>
  new Intl.DateTimeFormat(LOCALE, {
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds && { second: '2-digit' }),
    hour12: false,
  });
const coarse = clock(false);
const fine = clock(true);

/** Of one chart. All charts of a page share their cursor. */
export function chartOptions(look: ChartLook, width: number): uPlot.Options {
  const { kind, colourOf } = look;
  const axis = { stroke: colourOf('--sw-dim'), font: `${LABEL_PX}px system-ui, sans-serif` };
  const line = { stroke: colourOf('--sw-border'), width: 1 };
  return {
    width,
    height: HEIGHT,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, sync: { key: 'stats' }, points: { size: 6 } },
    scales: { x: { time: true, range: () => [...look.window()] }, y: { range: (_, __, max) => [0, topOf(look, max)] } },
    axes: [
      {
        ...{ ...axis, size: AXIS_HEIGHT, space: 70, grid: line, ticks: line },
        values: (_, splits) => splits.map((at) => timeWords(at, look.window())),
      },
      {
        ...{ ...axis, size: AXIS_WIDTH, space: 28, grid: line, ticks: { show: false }, incrs: [...kind.steps] },
        values: (_, splits) => splits.map((value) => kind.words(value)),
      },
    ],
    series: [{}, ...seriesOf(look)],
    hooks: {
      drawClear: [(plot) => shadeSpans(plot, look)],
      draw: [(plot) => drawMarks(plot, look), (plot) => drawLimit(plot, look)],
      setCursor: [(plot) => look.onPoint(plot.cursor.idx ?? null)],
    },
  };
}

const timeWords = (at: number, [from, to]: readonly [number, number]): string =>
  (to - from <= SHORT_SPAN_S ? fine : coarse).format(at * 1000);

/** A little above the highest; the limit is in sight where it is not far above. */
function topOf({ kind, limit }: ChartLook, max: number | null): number {
  const highest = Math.max(kind.least, max ?? 0) * 1.08;
  const across = limit();
  return across !== null && across < highest * 3 ? Math.max(highest, across * 1.08) : highest;
}

function seriesOf({ kind, colourOf, withHighest }: ChartLook): uPlot.Series[] {
  const points: uPlot.Series.Points = { show: true, size: 3, filter: (plot, index) => lone(plot.data[index] ?? []) };
  return kind.lines.flatMap(({ colour, dashed }): uPlot.Series[] => {
    const stroke = colourOf(colour);
    const average = { stroke, width: 1.5, points, spanGaps: false, ...(dashed && { dash: [5, 3] }) };
    const highest = { stroke, width: 0.75, points, spanGaps: false, dash: [1, 2] };
    return withHighest ? [average, highest] : [average];
  });
}

/** Places of values with none beside them: a line alone would not show them. */
const lone = (values: ArrayLike<number | null | undefined>): number[] =>
  Array.from(values).flatMap((value, index) => {
    const hasNeighbour = (values[index - 1] ?? null) !== null || (values[index + 1] ?? null) !== null;
    return (value ?? null) === null || hasNeighbour ? [] : [index];
  });

function shadeSpans(plot: uPlot, { kind, happenings, colourOf }: ChartLook): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.fillStyle = colourOf('--sw-warn-tint');
  for (const { at, until } of happenings().filter(kind.tells)) {
    if (until === null) continue;
    const left = Math.max(bbox.left, plot.valToPos(at, 'x', true));
    const right = Math.min(bbox.left + bbox.width, plot.valToPos(until, 'x', true));
    if (right > left) ctx.fillRect(left, bbox.top, right - left, bbox.height);
  }
  ctx.restore();
}

const TONES = { plain: '--sw-dim', warn: '--sw-warn', bad: '--sw-bad' } as const;

/** A line down, and its word where the one before leaves room. */
function drawMarks(plot: uPlot, { kind, happenings, colourOf }: ChartLook): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.font = `600 ${LABEL_PX * ratio}px system-ui, sans-serif`;
  ctx.textBaseline = 'top';
  ctx.textAlign = 'left';
  ctx.lineWidth = ratio;
  let free = bbox.left;
  for (const happening of happenings()) {
    const { at, until, tone, brief } = happening;
    const x = Math.round(plot.valToPos(at, 'x', true));
    if (x > bbox.left + bbox.width || (x < bbox.left && until === null)) continue;
    ctx.strokeStyle = ctx.fillStyle = colourOf(TONES[tone]);
    if (until === null) {
      ctx.setLineDash([3 * ratio, 2 * ratio]);
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
    }
    if (!kind.tells(happening)) continue;
    const { width } = ctx.measureText(brief);
    const start = Math.min(Math.max(x, bbox.left) + 3 * ratio, bbox.left + bbox.width - width);
    if (start < free) continue;
    ctx.fillText(brief, start, bbox.top + ratio);
    free = start + width + 6 * ratio;
  }
  ctx.restore();
}

function drawLimit(plot: uPlot, { limit, colourOf }: ChartLook): void {
  const value = limit();
  const top = plot.scales.y?.max ?? null;
  if (value === null || top === null || value > top) return;
  const { ctx, bbox } = plot;
  const y = Math.round(plot.valToPos(value, 'y', true));
  ctx.save();
  ctx.strokeStyle = colourOf('--sw-bad');
  ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.restore();
}
