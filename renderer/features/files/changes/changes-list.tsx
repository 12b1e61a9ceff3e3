import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { FileChange } from '../../../../main/contract/files';
import { withoutControls } from '../../../lib/control-characters';
import { EngineText } from '../../../ui/engine-text';
import { useHeldFocus } from '../use-held-focus';
import classes from './changes.module.css';

const ROW = 26;
const SIGNS = { added: '+', changed: '~', deleted: '−' } as const;

interface Props {
  readonly changes: readonly FileChange[];
  readonly onOpen: (change: FileChange) => void;
}

/** Virtualized; one stop for Tab, arrows within, Enter opens. */
export function ChangesList({ changes, onOpen }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const [wanted, setActive] = useState(0);
  const active = Math.min(wanted, changes.length - 1);
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing here is memoized over what it returns
  const rows = useVirtualizer({
    count: changes.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 10,
    // The line with the focus stays rendered wherever the list is scrolled to.
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), active])].sort((a, b) => a - b),
  });
  const focus = useHeldFocus(scroller, active);
  const onKeyDown = (event: KeyboardEvent): void => {
    const page = Math.floor((scroller.current?.clientHeight ?? ROW) / ROW);
    const steps: Readonly<Record<string, number>> = {
      ...{ ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -changes.length, End: changes.length },
    };
    const step = steps[event.key];
    const change = changes[active];
    if (step !== undefined) {
      const next = Math.max(0, Math.min(changes.length - 1, active + step));
      setActive(next);
      rows.scrollToIndex(next);
    } else if (event.key === 'Enter' && change !== undefined) onOpen(change);
    else return;
    event.preventDefault();
  };
  return (
    <div ref={scroller} className={classes.list} onKeyDown={onKeyDown} {...focus}>
      <div role="listbox" aria-label="Changed files" className={classes.rows} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const change = changes[index];
          if (change === undefined) return null;
          const { path, kind } = change;
          return (
            <div
              key={path}
              role="option"
              data-index={index}
              data-kind={kind}
              aria-selected={index === active}
              aria-setsize={changes.length}
              aria-posinset={index + 1}
              aria-label={`${kind} ${withoutControls(path)}`}
              data-line={path}
              tabIndex={index === active ? 0 : -1}
              className={classes.row}
              style={{ transform: `translateY(${start}px)` }}
              onClick={() => {
                setActive(index);
                onOpen(change);
              }}
            >
              <span className={classes.sign} aria-hidden>
                {SIGNS[kind]}
              </span>
              <span className={classes.kind}>{kind}</span>
              <EngineText value={path} mono />
            </div>
          );
        })}
      </div>
    </div>
  );
}
