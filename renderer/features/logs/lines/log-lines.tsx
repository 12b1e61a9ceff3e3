import { useMantineColorScheme } from '@mantine/core';
import { useCallback, useId, useLayoutEffect, useMemo, useRef } from 'react';
import { useShallow } from 'zustand/shallow';
import type { LogRow } from '../../../../main/contract/logs';
import { t } from '../../../lib/i18n';
import { arrange, sameMetrics } from '../scroll/arrange';
import { windowOf } from '../scroll/position';
import { Scrollbar } from '../scroll/scrollbar';
import { useLog, useLogState, useUi } from '../view/context';
import { useLogsSettings } from '../view/settings';
import { isMerged } from '../words';
import { ColumnTitles, type Gutters } from './column-titles';
import classes from './lines.module.css';
import { type LineLook, LogLine } from './log-line';
import { createMovement } from './movement';
import { isSelected } from './selection';
import { useLineKeys } from './use-line-keys';
import { useMarks } from './use-marks';
import { usePointer, useWheel } from './use-pointer';
import { useSize } from './use-size';

/** Elements of rows, on the tallest of screens. */
const MOST_ROWS = 290;
const LINE_HEIGHT = 1.5;

/** The lines in sight and some around them: one part of the page that has the focus as a whole. */
export function LogLines() {
  const model = useLog();
  const { session, ui } = model;
  const { wrap, fontSize, highlights } = useLogsSettings();
  const { count, epoch, position } = useLogState(
    useShallow(({ frame, position: at }) => ({ count: frame?.count ?? 0, epoch: frame?.epoch, position: at })),
  );
  // Rows are read from the session, which is no state: this says that some came.
  useLogState(({ version }) => version);
  const sources = useLogState(({ status }) => status?.sources);
  const selection = useUi((state) => (state.selection?.epoch === epoch ? state.selection : null));
  const current = useUi(({ find }) =>
    find.current !== null && find.current.epoch === epoch ? find.current.row : null,
  );
  const viewport = useRef<HTMLDivElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const lineHeight = Math.round(fontSize * LINE_HEIGHT);
  const look = useLook();
  const titles = look.columns.length > 0 ? lineHeight + 1 : 0;
  const height = Math.max(0, useSize(viewport).height - titles);
  const visible = Math.ceil(height / lineHeight) + 1;
  const { from, to } = windowOf(position, { count, visible, most: MOST_ROWS });
  const marks = useMarks(highlights);
  const id = useId();
  const move = useMemo(() => createMovement(model, lineHeight), [model, lineHeight]);
  const onOpen = useCallback((row: LogRow) => ui.setState({ opened: row }), [ui]);
  useWheel(viewport, move, lineHeight);
  const onKeyDown = useLineKeys({
    ...{ model, move, lineHeight },
    onSideways: (px) => viewport.current?.scrollBy({ left: px }),
  });
  const pointer = usePointer(move, (row) => {
    const opened = session.row(row);
    if (opened !== undefined) onOpen(opened);
  });
  // After every render, as any may have changed the rows' heights.
  useLayoutEffect(() => {
    if (sheet.current === null) return;
    const metrics = arrange(sheet.current, { position, from, count, viewport: height });
    if (!sameMetrics(ui.getState().metrics, metrics)) ui.setState({ metrics });
  });
  useLayoutEffect(() => {
    if (height > 0) session.look({ from, to }, visible);
  }, [session, from, to, visible, height, epoch]);
  const indexes = Array.from({ length: to - from }, (_, at) => from + at);
  useLayoutEffect(() => marks.ask(indexes.flatMap((index) => session.row(index) ?? [])));
  return (
    <div className={classes.body}>
      <div
        ref={viewport}
        id={id}
        role="grid"
        aria-label={t('Log lines')}
        aria-rowcount={count}
        aria-multiselectable
        aria-activedescendant={selection === null ? undefined : `${id}${selection.head}`}
        aria-busy={position.at === 'row' && session.row(position.row) === undefined && count > 0}
        tabIndex={0}
        className={classes.viewport}
        data-wrap={wrap || undefined}
        style={{ fontSize, lineHeight: `${lineHeight}px` }}
        onKeyDown={onKeyDown}
        {...pointer}
      >
        <ColumnTitles look={look} height={titles} style={gutters(look, sources)} />
        <div
          key={`${wrap} ${fontSize}`}
          ref={sheet}
          className={classes.sheet}
          style={{ ...gutters(look, sources), top: titles }}
        >
          {indexes.map((index) => {
            const row = session.row(index);
            return (
              <LogLine
                key={index}
                id={`${id}${index}`}
                index={index}
                row={row}
                source={row === undefined ? undefined : sources?.[row.source]}
                look={look}
                marks={marks}
                selected={isSelected(selection, index)}
                current={current === index}
                onOpen={onOpen}
              />
            );
          })}
        </div>
      </div>
      <Scrollbar controls={id} />
    </div>
  );
}

const LONGEST_NAME = 24;

/** The names' column is as wide as the longest, within reason. */
function gutters({ merged }: LineLook, sources: readonly { readonly name: string }[] | undefined): Gutters {
  const longest = merged ? Math.max(1, ...(sources ?? []).map(({ name }) => name.length)) : 1;
  return { '--name-width': `${Math.min(longest, LONGEST_NAME)}ch` };
}

function useLook(): LineLook {
  const { timestamps } = useLogsSettings();
  const { colorScheme } = useMantineColorScheme();
  const columns = useUi((state) => state.columns);
  const merged = useLogState(({ status }) => status !== null && isMerged(status.sources));
  const streams = useLogState(({ status }) => status?.sources.some(({ tty }) => !tty) === true);
  const scheme = colorScheme === 'dark' ? 'dark' : 'light';
  return useMemo(
    () => ({ timestamps, merged, streams, scheme, columns }),
    [timestamps, merged, streams, scheme, columns],
  );
}
