import { type PointerEvent, useState } from 'react';
import type { ContainerColumnId } from '../../../../main/contract/settings';
import { isColumn } from '../list/columns';

/** A hand that trembles while it clicks does not drag. */
const THRESHOLD_PX = 6;

interface ColumnDrag {
  /** The column that the dragged one would take the place of. */
  readonly over: ContainerColumnId | null;
  readonly handlers: { readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void };
}

function columnAt(x: number, y: number): ContainerColumnId | null {
  const cell = document.elementFromPoint(x, y)?.closest<HTMLElement>('[role=columnheader][data-column]');
  const name = cell?.dataset.column;
  return name !== undefined && isColumn(name) ? name : null;
}

/** Columns change places by dragging their headers. */
export function useColumnDrag(onDrop: (id: ContainerColumnId, place: ContainerColumnId) => void): ColumnDrag {
  const [over, setOver] = useState<ContainerColumnId | null>(null);
  const onPointerDown = (down: PointerEvent<HTMLElement>): void => {
    const id = columnAt(down.clientX, down.clientY);
    if (id === null || down.button !== 0) return;
    let dragging = false;
    const stop = new AbortController();
    const { signal } = stop;
    const move = (event: globalThis.PointerEvent): void => {
      dragging ||= Math.abs(event.clientX - down.clientX) > THRESHOLD_PX;
      if (dragging) setOver(columnAt(event.clientX, down.clientY));
    };
    const end = (): void => {
      stop.abort();
      setOver(null);
    };
    const up = (event: globalThis.PointerEvent): void => {
      end();
      if (!dragging) return;
      // The click that follows is the end of the drag, not a wish to sort.
      const swallow = (click: Event): void => click.stopPropagation();
      document.addEventListener('click', swallow, { capture: true, once: true });
      setTimeout(() => document.removeEventListener('click', swallow, { capture: true }));
      const place = columnAt(event.clientX, down.clientY);
      if (place !== null && place !== id) onDrop(id, place);
    };
    document.addEventListener('pointermove', move, { signal });
    document.addEventListener('pointerup', up, { signal });
    document.addEventListener('pointercancel', end, { signal });
  };
  return { over, handlers: { onPointerDown } };
}
