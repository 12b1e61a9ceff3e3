import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Happening } from './happenings';
import type { ChartKind } from './kinds';
import type { PlotData } from './plot-data';
import { chartOptions, HEIGHT } from './uplot-options';

export interface ChartProps {
  readonly kind: ChartKind;
  readonly data: PlotData;
  readonly happenings: readonly Happening[];
  readonly limit: number | null;
  /** Another one has other colours. */
  readonly scheme: string;
  readonly onPoint: (index: number | null) => void;
}

const columnsOf = (kind: ChartKind, { times, values, highest }: PlotData): uPlot.AlignedData => [
  [...times],
  ...kind.lines.flatMap(({ metric }) => [[...values[metric]], ...(highest === null ? [] : [[...highest[metric]]])]),
];

/** The canvas; whoever cannot see it has the table. */
export function Chart({ kind, data, happenings, limit, scheme, onPoint }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const now = useRef({ data, happenings, limit });
  const [plot, setPlot] = useState<uPlot | null>(null);
  const withHighest = data.highest !== null;

  useLayoutEffect(() => {
    now.current = { data, happenings, limit };
  });
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const style = getComputedStyle(document.documentElement);
    const options = chartOptions(
      {
        ...{ kind, withHighest, onPoint },
        colourOf: (name) => style.getPropertyValue(name),
        happenings: () => now.current.happenings,
        limit: () => now.current.limit,
        window: () => [now.current.data.from, now.current.data.to],
      },
      element.clientWidth,
    );
    const made = new uPlot(options, columnsOf(kind, now.current.data), element);
    const observer = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height: HEIGHT }));
    observer.observe(element);
    setPlot(made);
    return () => {
      observer.disconnect();
      made.destroy();
    };
  }, [kind, withHighest, scheme, onPoint]);
  useEffect(() => plot?.setData(columnsOf(kind, data)), [plot, kind, data, happenings, limit]);
  return <div ref={place} style={{ height: HEIGHT }} aria-hidden data-chart={kind.title} />;
}
