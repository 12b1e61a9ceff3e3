import { useVirtualizer } from '@tanstack/react-virtual';
import { useComputedColorScheme } from '@mantine/core';
import { memo, useEffect, useRef } from 'react';
import { parseAnsi } from '../../lib/ansi/ansi';
import { coloursOf, type Scheme } from '../../lib/ansi/colours';
import { cutText } from '../../lib/control-characters';
import { MarkedText } from '../engine-text';
import classes from './output.module.css';
import type { Output, OutputEntry } from './output';
import { gapWords, settledLine } from './output-text';

const LINE = 18;
/** More than a line ever shows; all of it is copied. */
const LONGEST = 4_000;
/** px from the end that still count as the end. */
const AT_END = LINE * 1.5;

interface Props {
  readonly label: string;
  readonly lines: Output;
  /** Lines that are found. */
  readonly found: ReadonlySet<number>;
  /** The one that is looked at; it is brought into sight. */
  readonly current: number | null;
  /** The end stays in sight while lines come, unless one scrolls away from it. */
  readonly follow: boolean;
}

/** A log of any length, only what is in sight rendered. */
export function OutputLines({ label, lines, found, current, follow }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const scheme = useComputedColorScheme('light');
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing here is memoized over what it returns
  const window = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE,
    overscan: 20,
  });
  const { length } = lines;
  useEffect(() => {
    const box = scroller.current;
    if (follow && atEnd.current && box !== null) box.scrollTop = box.scrollHeight;
  }, [length, follow]);
  useEffect(() => {
    if (current !== null) window.scrollToIndex(current, { align: 'center' });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the window is another one with each render
  }, [current]);
  return (
    <div
      ref={scroller}
      className={classes.output}
      tabIndex={0}
      role="group"
      aria-label={label}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        atEnd.current = scrollHeight - scrollTop - clientHeight < AT_END;
      }}
    >
      <div className={classes.lines} style={{ height: window.getTotalSize() }}>
        {window.getVirtualItems().map(({ index, start }) => (
          <div
            key={index}
            className={classes.line}
            style={{ transform: `translateY(${start}px)` }}
            data-found={found.has(index) || undefined}
            data-current={index === current || undefined}
          >
            <Entry entry={lines[index] ?? ''} scheme={scheme} />
          </div>
        ))}
      </div>
    </div>
  );
}

const Entry = ({ entry, scheme }: { readonly entry: OutputEntry; readonly scheme: Scheme }) =>
  typeof entry === 'number' ? (
    <span className={classes.gapWords}>{gapWords(entry)}</span>
  ) : (
    <Line line={entry} scheme={scheme} />
  );

/** A program's text: its colours, and every other control character as what it is. */
const Line = memo(function Line({ line, scheme }: { readonly line: string; readonly scheme: Scheme }) {
  const settled = settledLine(line);
  const shown = cutText(settled, LONGEST);
  return (
    <bdi>
      {parseAnsi(shown).map(({ text, style }, index) => (
        <span key={index} style={style === null ? undefined : coloursOf(style, scheme)}>
          <MarkedText value={text.replaceAll('\t', '    ')} keepLines={false} />
        </span>
      ))}
      {shown.length < settled.length && '…'}
    </bdi>
  );
});
