import { END, type Position, atRow, movedBy } from '../scroll/position';
import type { LineRange, LogModel } from '../view/model';

/** Moves in the lines, as they lie on the screen at the moment. */
export interface Movement {
  readonly by: (px: number) => void;
  readonly byPages: (pages: number) => void;
  readonly toFirst: () => void;
  readonly toEnd: () => void;
  /** Selects one line, or as far as that line, and brings it in sight. */
  readonly select: (row: number, extend: boolean) => void;
  readonly selectBy: (rows: number, extend: boolean) => void;
  readonly selectAll: () => void;
}

function inSight({ session, ui }: LogModel, row: number, lineHeight: number): Position | null {
  const { metrics } = ui.getState();
  const count = session.store.getState().frame?.count ?? 0;
  if (metrics === null) return null;
  const sheet = { count, viewport: metrics.viewport, heightOf: (at: number) => metrics.heights.get(at) ?? lineHeight };
  if (row < metrics.top.row || (row === metrics.top.row && metrics.top.offset > 0)) return atRow(row, sheet);
  let below = -metrics.top.offset;
  for (let at = metrics.top.row; at <= row && below <= metrics.viewport; at++) below += sheet.heightOf(at);
  if (below <= metrics.viewport) return null;
  if (row >= count - 1) return END;
  // Its lower edge to the lower edge, but never its beginning out of sight.
  return movedBy({ row, offset: 0 }, -Math.max(0, metrics.viewport - sheet.heightOf(row)), sheet);
}

export function createMovement(model: LogModel, lineHeight: number): Movement {
  const { session, ui } = model;
  const count = (): number => session.store.getState().frame?.count ?? 0;
  const by = (px: number): void => {
    const { metrics } = ui.getState();
    if (metrics === null || (px > 0 && session.store.getState().position.at === 'end')) return;
    const heightOf = (row: number): number => metrics.heights.get(row) ?? lineHeight;
    session.goTo(movedBy(metrics.top, px, { count: count(), viewport: metrics.viewport, heightOf }));
  };
  const select = (row: number, extend: boolean): void => {
    const { selection } = ui.getState();
    const { frame } = session.store.getState();
    if (frame === null || frame.count === 0) return;
    const head = Math.max(0, Math.min(row, frame.count - 1));
    const anchor = extend && selection !== null ? selection.anchor : head;
    ui.setState({ selection: { anchor, head, epoch: frame.epoch } satisfies LineRange });
    session.keepInSight(head);
    letGo(model);
    const position = inSight(model, head, lineHeight);
    if (position !== null) session.goTo(position);
  };
  const selectBy = (rows: number, extend: boolean): void => {
    const { selection, metrics } = ui.getState();
    if (selection !== null) select(selection.head + rows, extend);
    else if (metrics !== null) select(rows < 0 ? metrics.bottom : metrics.top.row, false);
  };
  return {
    ...{ by, select, selectBy },
    byPages: (pages) => by(pages * Math.max(lineHeight, (ui.getState().metrics?.viewport ?? 0) - lineHeight)),
    toFirst: session.goToFirst,
    toEnd: () => session.goTo(END),
    selectAll: () => {
      const { frame } = session.store.getState();
      if (frame !== null && frame.count > 0)
        ui.setState({ selection: { anchor: 0, head: frame.count - 1, epoch: frame.epoch } });
    },
  };
}

/** The end is left, and what is in sight stays there: what one points at must not run away. */
export function letGo({ session, ui }: LogModel): void {
  const { metrics } = ui.getState();
  if (metrics !== null && session.store.getState().position.at === 'end') session.goTo({ at: 'row', ...metrics.top });
}

export const wheelPx = ({ deltaY, deltaMode }: WheelEvent, lineHeight: number, page: number): number => {
  if (deltaMode === WheelEvent.DOM_DELTA_LINE) return deltaY * lineHeight;
  return deltaMode === WheelEvent.DOM_DELTA_PAGE ? deltaY * page : deltaY;
};
