import { createStore } from 'zustand/vanilla';
import type { LogFilter, LogStatus, LogTerm } from '../../../../main/contract/logs';
import { rpc } from '../../../rpc/client';
import { watch } from '../../../rpc/use-stream';
import { createRowCache } from '../rows/row-cache';
import { END } from '../scroll/position';
import { createSteering } from './steering';
import type { Desk, KeptLine, LogSession, LogState, LogsInput, SaidFind } from './types';

/** Rows of a screen, until it is measured. */
const FIRST_VISIBLE = 60;

function createDesk(wish: KeptLine | null): Desk {
  return {
    store: createStore<LogState>(() => ({
      ...{ status: null, trouble: null, frame: null, position: END, news: 0, version: 0 },
    })),
    cache: createRowCache(),
    span: { from: 0, to: 0 },
    visible: FIRST_VISIBLE,
    favourite: null,
    wish,
    wantsFirst: false,
  };
}

/** Filter and find outlive the view they were said to. */
function createWishes(desk: Desk) {
  let filter: LogFilter | null = null;
  let term: LogTerm | null = null;
  const view = (): string | undefined => desk.store.getState().status?.view;
  const sayFilter = async (): Promise<void> => {
    const to = view();
    if (to !== undefined) await rpc.call('logs.filter', { view: to, filter });
  };
  const sayFind = async (): Promise<SaidFind> => {
    const to = view();
    return to === undefined ? null : { view: to, ...(await rpc.call('logs.find', { view: to, term })) };
  };
  return {
    filter: (next: LogFilter | null): Promise<void> => {
      filter = next;
      return sayFilter();
    },
    find: (next: LogTerm | null): Promise<SaidFind> => {
      term = next;
      return sayFind();
    },
    /** To a view that knows nothing of them; main has checked them already. */
    repeat: (): void => {
      if (filter !== null) sayFilter().catch(() => undefined);
      if (term !== null) sayFind().catch(() => undefined);
    },
  };
}

/** Opens with `start`; `wish`: a line to begin at, instead of the end. */
export function createLogSession(input: LogsInput, wish: KeptLine | null): LogSession {
  const desk = createDesk(wish);
  const { store } = desk;
  const wishes = createWishes(desk);
  const steer = createSteering(desk);
  const onStatus = (status: LogStatus): void => {
    const isNew = store.getState().status?.view !== status.view;
    store.setState({ status, trouble: null });
    if (isNew) wishes.repeat();
    steer.follow();
  };
  const start = (): (() => void) => {
    steer.start();
    const close = watch('logs.open', input, {
      onItem: onStatus,
      onLost: (trouble) => store.setState({ trouble }),
    });
    document.addEventListener('visibilitychange', steer.follow);
    return () => {
      document.removeEventListener('visibilitychange', steer.follow);
      close();
      steer.stop();
    };
  };
  const clear = async (cleared: boolean): Promise<void> => {
    const view = store.getState().status?.view;
    if (view !== undefined) await rpc.call('logs.clear', { view, cleared });
  };
  return {
    ...{ store, start, clear, filter: wishes.filter, find: wishes.find },
    ...{
      look: steer.look,
      goTo: steer.goTo,
      goToFirst: steer.goToFirst,
      reveal: steer.reveal,
      goToTime: steer.goToTime,
    },
    row: (row) => desk.cache.get(row),
    keepInSight: (row) => {
      desk.favourite = row;
    },
  };
}
