import { rpc } from '../../../rpc/client';
import { type RowLoader, createRowLoader } from '../rows/row-loader';
import type { Position } from '../scroll/position';
import { type Growth, createGrowth } from './growth';
import { createMover, isAhead } from './move';
import type { Desk, LogSession, LogState } from './types';

const isCurrent = ({ frame, status }: LogState): boolean =>
  frame !== null && status !== null && frame.view === status.view && frame.epoch === status.epoch;

/** Nothing, or only the end, is there yet. */
const isNotWhole = ({ frame }: LogState): boolean => frame?.preview !== false;

const canGoToWish = ({ wish, store }: Desk): boolean => {
  const { status } = store.getState();
  return wish !== null && status !== null && !isAhead(wish, status);
};

export interface Steering extends Pick<LogSession, 'look' | 'goTo' | 'goToFirst' | 'reveal' | 'goToTime'> {
  /** Takes the newest status over, where anybody looks. */
  readonly follow: () => void;
  readonly start: () => void;
  readonly stop: () => void;
}

/** Brings the rows of the frame; nothing while nobody looks. */
function createRows(desk: Desk, onArrived: () => void): RowLoader {
  const { store } = desk;
  return createRowLoader({
    ask: (from, count, signal) =>
      rpc.call('logs.rows', { view: store.getState().frame?.view ?? '', from, count }, { signal }),
    missing: (from, to) => (document.hidden || store.getState().frame === null ? null : desk.cache.missing(from, to)),
    take: (answer) => {
      if (answer.epoch !== store.getState().frame?.epoch) return false;
      desk.cache.put(answer.from, answer.rows);
      store.setState(({ version }) => ({ version: version + 1 }));
      onArrived();
      return true;
    },
  });
}

/** The user's own wish: it ends all that was wished before. News count from where the end is left. */
function takePlace(desk: Desk, position: Position): void {
  desk.wish = null;
  desk.wantsFirst = false;
  const wasEnd = desk.store.getState().position.at === 'end';
  desk.store.setState({ position, ...(wasEnd || position.at === 'end' ? { news: 0 } : {}) });
}

/** Brings to the screen what it is to show: rows in sight, what came, other numbers. */
export function createSteering(desk: Desk): Steering {
  const { store } = desk;
  const growth: Growth = createGrowth(desk, (from, to) => rows.want(from, to));
  let rows = createRows(desk, growth.arrived);
  const renew = (): void => {
    rows.stop();
    rows = createRows(desk, growth.arrived);
  };
  // What is on its way has the old numbers.
  const mover = createMover(desk, () => {
    renew();
    growth.left();
    follow();
  });
  function follow(): void {
    const state = store.getState();
    if (document.hidden || state.status === null) return;
    if (isCurrent(state) && !canGoToWish(desk)) growth.to(state.status.rows);
    else mover.to(state.status);
  }
  const goTo = (position: Position): void => {
    takePlace(desk, position);
    growth.left();
    follow();
  };
  return {
    ...{ follow, goTo, start: renew },
    look: (span, visible) => {
      desk.span = span;
      desk.visible = Math.max(1, visible);
      growth.look();
    },
    goToFirst: () => {
      goTo({ at: 'row', row: 0, offset: 0 });
      desk.wantsFirst = isNotWhole(store.getState());
    },
    reveal: (row) => goTo({ at: 'row', row: Math.max(0, row - Math.floor(desk.visible / 2)), offset: 0 }),
    goToTime: async (micros) => {
      const view = store.getState().frame?.view;
      if (view === undefined) return;
      const { row } = await rpc.call('logs.rowAtTime', { view, micros });
      goTo({ at: 'row', row, offset: 0 });
    },
    stop: () => {
      mover.stop();
      growth.stop();
      rows.stop();
    },
  };
}
