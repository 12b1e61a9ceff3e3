import type { FocusEvent, MouseEvent } from 'react';
import { hasModKey } from '../../../lib/platform';
import type { Line } from '../list/lines';
import { openMenu, setActive, stepSelection } from '../ui-store';
import { idsOf, rowOrder } from './use-grid-keys';

interface GridPointer {
  readonly lines: readonly Line[];
  readonly indexOf: ReadonlyMap<string, number>;
  readonly onOpen: (id: string) => void;
}

interface PointerHandlers {
  readonly onFocus: (event: FocusEvent) => void;
  readonly onMouseDown: (event: MouseEvent) => void;
  readonly onClick: (event: MouseEvent) => void;
  readonly onDoubleClick: (event: MouseEvent) => void;
  readonly onContextMenu: (event: MouseEvent) => void;
}

const onControl = ({ target }: MouseEvent): boolean =>
  target instanceof Element && target.closest('a, button, input, [data-tick]') !== null;

/** Clicks on lines, caught once for the whole grid. */
export function useGridPointer({ lines, indexOf, onOpen }: GridPointer): PointerHandlers {
  const lineAt = (target: EventTarget): { readonly line: Line; readonly index: number } | null => {
    const key = target instanceof Element ? target.closest<HTMLElement>('[data-line]')?.dataset.line : undefined;
    const index = key === undefined ? undefined : indexOf.get(key);
    const line = index === undefined ? undefined : lines[index];
    return line === undefined || index === undefined ? null : { line, index };
  };
  return {
    onFocus: ({ target }) => {
      const at = lineAt(target);
      if (at !== null) setActive(at.line.key, at.index);
    },
    onMouseDown: (event) => {
      // Else the browser marks text from the last click to this one.
      if (event.shiftKey && !onControl(event)) event.preventDefault();
    },
    onClick: (event) => {
      const at = lineAt(event.target);
      if (at?.line.kind !== 'row' || onControl(event)) return;
      const { key } = at.line;
      if (event.shiftKey) stepSelection({ type: 'range', id: key, order: rowOrder(lines) });
      else if (hasModKey(event)) stepSelection({ type: 'toggle', id: key });
      setActive(key, at.index);
    },
    onDoubleClick: (event) => {
      const at = lineAt(event.target);
      if (at?.line.kind === 'row' && !onControl(event)) onOpen(at.line.key);
    },
    onContextMenu: (event) => {
      const at = lineAt(event.target);
      if (at === null) return;
      event.preventDefault();
      setActive(at.line.key, at.index);
      openMenu({ ids: idsOf(at.line), x: event.clientX, y: event.clientY });
    },
  };
}
