import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useMemo, useRef, useState } from 'react';
import { decimalBytes } from '../../lib/bytes';
import { t } from '../../lib/i18n';
import { MarkedText } from '../engine-text';
import { ROW_LENGTH, type JsonRow, type Match, type Piece, jsonRows, piecesOf, rowOf } from './json-rows';
import type { JsonLine } from './json-text';
import classes from './raw-json.module.css';

const ROW_HEIGHT = 18;
const OVERSCAN = 20;

interface Props {
  readonly lines: readonly JsonLine[];
  readonly matches: readonly Match[];
  readonly current: Match | undefined;
  /** Of the text looked for. */
  readonly length: number;
}

/** Only the lines in sight are rendered; a line of 5 MB is cut until asked for, and then comes in rows of its own. */
export function JsonLines({ lines, matches, current, length }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState<ReadonlySet<number>>(new Set());
  // What is found beyond the cut is shown too.
  const foundIn = current !== undefined && current.from >= ROW_LENGTH ? current.line : null;
  const whole = useMemo(() => (foundIn === null ? asked : new Set([...asked, foundIn])), [asked, foundIn]);
  const rows = useMemo(() => jsonRows(lines, whole), [lines, whole]);
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing here is memoized over what it returns
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
  });
  const at = current === undefined ? -1 : rowOf(rows, current);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'center' });
  }, [at, virtual]);
  return (
    <div ref={scroller} className={classes.lines} tabIndex={0} role="group" aria-label="JSON">
      <div className={classes.sizer} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          const text = row === undefined ? undefined : lines[row.line]?.text;
          if (row === undefined || text === undefined) return null;
          return (
            <Line
              key={index}
              row={row}
              top={start}
              length={text.length}
              pieces={piecesOf(text, row, { matches, length, current })}
              onShowAll={() => setAsked(new Set([...asked, row.line]))}
            />
          );
        })}
      </div>
    </div>
  );
}

interface LineProps {
  readonly row: JsonRow;
  readonly top: number;
  readonly pieces: readonly Piece[];
  /** Of the whole line. */
  readonly length: number;
  readonly onShowAll: () => void;
}

const Line = memo(function Line({ row, top, pieces, length, onShowAll }: LineProps) {
  return (
    <div className={classes.line} style={{ top, paddingLeft: `${row.depth * 2}ch` }}>
      <bdi>
        {pieces.map(({ text, found, current }, index) =>
          found ? (
            <mark key={index} className={classes.mark} data-current={current || undefined}>
              <MarkedText value={text} keepLines={false} />
            </mark>
          ) : (
            <MarkedText key={index} value={text} keepLines={false} />
          ),
        )}
      </bdi>
      {row.cut && (
        <button type="button" className={classes.more} onClick={onShowAll}>
          {t('… Show all ({length})', { length: decimalBytes(length) })}
        </button>
      )}
    </div>
  );
});
