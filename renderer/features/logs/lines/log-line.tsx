import { memo, useMemo } from 'react';
import { shallow } from 'zustand/shallow';
import type { LogRow, LogSource, LogsSettings } from '../../../../main/contract/logs';
import { decimalBytes } from '../../../lib/bytes';
import { withoutControls } from '../../../lib/control-characters';
import { t } from '../../../lib/i18n';
import { Skeleton } from '../../../ui/skeleton';
import { fieldText, parseLine } from '../json/fields';
import { withoutColours } from '../../../lib/ansi/ansi';
import { type Scheme, laneColour } from '../../../lib/ansi/colours';
import { piecesOf } from '../text/pieces';
import type { RowMarks } from '../text/row-marks';
import { fullStamp, stampOf } from '../time/stamps';
import { AgoText } from './ago-text';
import classes from './lines.module.css';
import { LogText } from './log-text';
import { markWords } from './mark-words';

/** What is the same for all lines. */
export interface LineLook {
  readonly timestamps: LogsSettings['timestamps'];
  readonly merged: boolean;
  /** A program without a terminal writes to two streams. */
  readonly streams: boolean;
  readonly scheme: Scheme;
  readonly columns: readonly string[];
}

interface Props {
  readonly id: string;
  readonly index: number;
  readonly row: LogRow | undefined;
  readonly source: LogSource | undefined;
  readonly look: LineLook;
  readonly marks: RowMarks;
  readonly selected: boolean;
  /** The match one is at. */
  readonly current: boolean;
  readonly onOpen: (row: LogRow) => void;
}

/** The same to a line: how many lines a source has changes all the time, and is no part of it. */
const isSame = ({ source: a, ...before }: Props, { source: b, ...now }: Props): boolean =>
  a?.id === b?.id && a?.name === b?.name && a?.lane === b?.lane && shallow(before, now);

/** One line, with what is to be said before it. */
export const LogLine = memo(function LogLine({ id, index, row, ...rest }: Props) {
  if (row === undefined)
    return (
      <div data-row={index}>
        <div role="row" aria-rowindex={index + 1} className={classes.line}>
          <span role="gridcell" className={classes.text} aria-label={t('Not here yet')}>
            <Skeleton width={`${30 + ((index * 37) % 50)}ch`} height="0.7em" />
          </span>
        </div>
      </div>
    );
  return (
    <div data-row={index}>
      {row.marks.map((mark, at) => (
        <div key={at} role="row" className={classes.separator}>
          <span role="gridcell">{markWords(mark, rest.source)}</span>
        </div>
      ))}
      <Line id={id} index={index} row={row} {...rest} />
    </div>
  );
}, isSame);

function Line({ id, index, row, source, look, marks, selected, current, onOpen }: Props & { readonly row: LogRow }) {
  const { timestamps, merged, streams, scheme, columns } = look;
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 1}
      aria-selected={selected}
      className={classes.line}
      data-level={row.level}
      data-context={row.context || undefined}
      data-current={current || undefined}
    >
      {timestamps !== 'off' && (
        <span role="gridcell" className={classes.time} title={fullStamp(row.timeMicros)} data-kind={timestamps}>
          {timestamps === 'relative' ? <AgoText micros={row.timeMicros} /> : stampOf(row.timeMicros, timestamps)}
        </span>
      )}
      {merged && (
        <span
          role="gridcell"
          className={classes.name}
          style={{ color: laneColour(source?.lane ?? 0, scheme) }}
          title={withoutControls(source?.name ?? '')}
        >
          {withoutControls(source?.name ?? '')}
        </span>
      )}
      {streams && (
        <span role="gridcell" className={classes.stream} data-stream={row.stream}>
          {row.stream === 'stderr' && <abbr title={t('Standard error')}>{t('err')}</abbr>}
        </span>
      )}
      <Content row={row} columns={columns} scheme={scheme} marks={marks} onOpen={onOpen} />
    </div>
  );
}

interface ContentProps extends Pick<LineLook, 'columns' | 'scheme'> {
  readonly row: LogRow;
  readonly marks: RowMarks;
  readonly onOpen: (row: LogRow) => void;
}

function Content({ row, columns, scheme, marks, onOpen }: ContentProps) {
  const pieces = useMemo(() => piecesOf(row.text, marks.of(row)), [row, marks]);
  const fields = useMemo(() => (columns.length === 0 ? null : parseLine(withoutColours(row.text))), [row, columns]);
  if (fields !== null)
    return columns.map((path) => (
      <span key={path} role="gridcell" className={classes.field} title={withoutControls(fieldText(fields, path))}>
        {withoutControls(fieldText(fields, path))}
      </span>
    ));
  return (
    <span role="gridcell" className={classes.text}>
      <bdi dir="ltr">
        <LogText pieces={pieces} scheme={scheme} />
      </bdi>
      {row.cutBytes !== null && (
        <button type="button" tabIndex={-1} className={classes.more} onClick={() => onOpen(row)}>
          {t('… the whole line ({cutBytes})', { cutBytes: decimalBytes(row.cutBytes) })}
        </button>
      )}
    </span>
  );
}
