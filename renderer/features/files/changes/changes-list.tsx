import { type KeyboardEvent, useCallback, useRef, useState } from 'react';
import type { FileChange } from '../../../../main/contract/files';
import { withoutControls } from '../../../lib/control-characters';
import { t } from '../../../lib/i18n';
import { movedIndex } from '../../../lib/line-moves';
import { EngineText } from '../../../ui/engine-text';
import { useHeldFocus } from '../../../ui/use-held-focus';
import { useRowWindow } from '../../../ui/use-row-window';
import { renderedLine } from '../../../ui/tree/use-tree-window';
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
  const keyOf = useCallback((index: number) => changes[index]?.path ?? '', [changes]);
  const rows = useRowWindow({
    ...{ scroller, count: changes.length, keyOf, pinned: active, rowHeight: ROW, headerHeight: 0 },
  });
  const focus = useHeldFocus(scroller, renderedLine(active));
  const onKeyDown = (event: KeyboardEvent): void => {
    const page = Math.floor((scroller.current?.clientHeight ?? ROW) / ROW);
    const next = movedIndex(event.key, active, { count: changes.length, page });
    const change = changes[active];
    if (next !== null) {
      setActive(next);
      rows.scrollToIndex(next);
    } else if (event.key === 'Enter' && change !== undefined) onOpen(change);
    else return;
    event.preventDefault();
  };
  return (
    <div ref={scroller} className={classes.list} onKeyDown={onKeyDown} {...focus}>
      <div
        role="listbox"
        aria-label={t('Changed files')}
        className={classes.rows}
        style={{ height: rows.getTotalSize() }}
      >
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
