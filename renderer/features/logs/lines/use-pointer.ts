import { type MouseEvent, type RefObject, useEffect, useRef } from 'react';
import { type Movement, wheelPx } from './movement';

const rowAt = (target: EventTarget): number | null => {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-row]')?.dataset.row : undefined;
  return row === undefined ? null : Number(row);
};

/** Exactly as far as the wheel says, at most once a frame; sideways is the browser's. */
export function useWheel(viewport: RefObject<HTMLElement | null>, move: Movement, lineHeight: number): void {
  const latest = useRef({ move, lineHeight });
  useEffect(() => {
    latest.current = { move, lineHeight };
  });
  useEffect(() => {
    const box = viewport.current;
    if (box === null) return;
    let pending = 0;
    let frame = 0;
    const flush = (): void => {
      frame = 0;
      const px = pending;
      pending = 0;
      latest.current.move.by(px);
    };
    const onWheel = (event: WheelEvent): void => {
      if (event.ctrlKey || event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;
      event.preventDefault();
      pending += wheelPx(event, latest.current.lineHeight, box.clientHeight);
      if (frame === 0) frame = requestAnimationFrame(flush);
    };
    // What the browser scrolls by itself (text being marked beyond the edge, a focus) is movement like any other.
    const onScroll = (): void => {
      if (box.scrollTop === 0) return;
      const px = box.scrollTop;
      box.scrollTop = 0;
      latest.current.move.by(px);
    };
    // Not passive: otherwise it could not be prevented.
    box.addEventListener('wheel', onWheel, { passive: false });
    box.addEventListener('scroll', onScroll);
    return () => {
      box.removeEventListener('wheel', onWheel);
      box.removeEventListener('scroll', onScroll);
      cancelAnimationFrame(frame);
    };
  }, [viewport]);
}

interface PointerProps {
  readonly onMouseDown: (event: MouseEvent) => void;
  readonly onClick: (event: MouseEvent) => void;
}

/** A click selects a line, unless text was marked with it. */
export function usePointer(
  move: Movement,
  onOpen: (row: number) => void,
): PointerProps & {
  readonly onDoubleClick: (event: MouseEvent) => void;
} {
  return {
    // Else the browser marks text as far as that line.
    onMouseDown: (event) => {
      if (event.shiftKey && rowAt(event.target) !== null) event.preventDefault();
    },
    onClick: (event) => {
      const row = rowAt(event.target);
      if (row === null || (event.target instanceof Element && event.target.closest('button') !== null)) return;
      if (!event.shiftKey && globalThis.getSelection()?.isCollapsed === false) return;
      move.select(row, event.shiftKey);
    },
    onDoubleClick: (event) => {
      const row = rowAt(event.target);
      // A double click marks a word; beside the text there is none.
      if (row !== null && globalThis.getSelection()?.isCollapsed !== false) onOpen(row);
    },
  };
}
