import type { KeyboardEvent, PointerEvent } from 'react';
import { t } from '../../../lib/i18n';
import { COLUMN_TITLES, type Column, MAX_WIDTH, MIN_WIDTH, WIDTH_STEP } from '../list/columns';
import classes from './grid-header.module.css';

interface Props {
  readonly column: Column;
  readonly onDrag: (width: number) => void;
  /** null: given up. */
  readonly onDone: (width: number | null) => void;
}

/** The handle that makes a column wider: by pointer, and by the arrow keys. */
export function ColumnEdge({ column: { id, width }, onDrag, onDone }: Props) {
  const onPointerDown = (down: PointerEvent<HTMLElement>): void => {
    if (down.button !== 0) return;
    down.preventDefault();
    down.stopPropagation();
    const edge = down.currentTarget;
    const at = (event: globalThis.PointerEvent): number => width + event.clientX - down.clientX;
    const stop = new AbortController();
    const { signal } = stop;
    edge.setPointerCapture(down.pointerId);
    const on = (type: 'pointermove' | 'pointerup', listener: (event: globalThis.PointerEvent) => void): void =>
      edge.ownerDocument.addEventListener(type, listener, { signal });
    on('pointermove', (event) => onDrag(at(event)));
    const end = (result: number | null): void => {
      stop.abort();
      onDone(result);
    };
    on('pointerup', (event) => end(at(event)));
    edge.addEventListener('pointercancel', () => end(null), { signal });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowLeft' ? -WIDTH_STEP : event.key === 'ArrowRight' ? WIDTH_STEP : 0;
    if (step === 0 || event.altKey) return;
    event.preventDefault();
    onDone(width + step);
  };
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={t('Width of {column}', { column: COLUMN_TITLES[id] })}
      aria-valuenow={width}
      aria-valuemin={MIN_WIDTH}
      aria-valuemax={MAX_WIDTH}
      tabIndex={0}
      className={classes.edge}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
    />
  );
}
