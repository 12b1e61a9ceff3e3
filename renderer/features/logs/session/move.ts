import type { LogStatus } from '../../../../main/contract/logs';
import { rpc } from '../../../rpc/client';
import { createRowCache } from '../rows/row-cache';
import { MOST_ROWS, type RowsAnswer } from '../rows/row-loader';
import { END, type Position, windowOf } from '../scroll/position';
import type { Desk, KeptLine } from './types';

const RETRY_MS = 1_000;

/** The line that is to stay where it is, and how far below the upper edge it stands, in rows. */
interface Anchor {
  readonly line: KeptLine;
  readonly rowsAbove: number;
  readonly offset: number;
}

function anchorOf({ store, cache, favourite, visible }: Desk): Anchor | null {
  const { position } = store.getState();
  if (position.at === 'end') return null;
  const kept = favourite === null ? undefined : cache.get(favourite);
  if (favourite !== null && kept !== undefined) {
    const rowsAbove = Math.max(0, Math.min(favourite - position.row, visible - 1));
    return { line: kept, rowsAbove, offset: 0 };
  }
  const line = cache.get(position.row);
  return line === undefined ? null : { line, rowsAbove: 0, offset: position.offset };
}

/** Not yet to be found: of the history there is the preview only, or it was not read so far yet. */
export const isAhead = ({ timeMicros }: KeptLine, { preview, lastMicros }: LogStatus): boolean =>
  preview || lastMicros === null || timeMicros > lastMicros;

const isSame = (a: KeptLine, b: KeptLine): boolean =>
  a.timeMicros === b.timeMicros && a.source === b.source && a.text === b.text;

export interface Mover {
  /** Shows the rows of a status whose numbers are not those of the frame; the place stays. */
  readonly to: (status: LogStatus) => void;
  readonly stop: () => void;
}

interface Step {
  readonly desk: Desk;
  readonly status: LogStatus;
  readonly signal: AbortSignal;
}

interface Arrival {
  readonly answer: RowsAnswer;
  readonly position: Position;
}

const rowsOf = ({ status: { view }, signal }: Step, from: number, count: number): Promise<RowsAnswer> =>
  rpc.call('logs.rows', { view, from, count: Math.max(1, Math.min(count, MOST_ROWS)) }, { signal });

async function arriveAtEnd(step: Step): Promise<Arrival> {
  const { desk, status } = step;
  const { from, to } = windowOf(END, { count: status.rows, visible: desk.visible, most: MOST_ROWS });
  return { answer: await rowsOf(step, from, to - from), position: END };
}

async function arriveAtFirst(step: Step): Promise<Arrival> {
  return { answer: await rowsOf(step, 0, step.desk.visible * 3), position: { at: 'row', row: 0, offset: 0 } };
}

async function arriveAt(step: Step, anchor: Anchor, renumbered: boolean): Promise<Arrival> {
  const { desk, status, signal } = step;
  const { view } = status;
  const { line, rowsAbove, offset } = anchor;
  const { row } = renumbered
    ? await rpc.call('logs.rowAtTime', { view, micros: line.timeMicros }, { signal })
    : await rpc.call('logs.rowOfLine', { view, line: line.line }, { signal });
  const from = Math.max(0, row - desk.visible);
  const answer = await rowsOf(step, from, desk.visible * 3);
  // Several lines may have one time.
  const exact = answer.rows.findIndex((other, index) => from + index >= row && isSame(other, line));
  const found = exact < 0 ? row : from + exact;
  return { answer, position: { at: 'row', row: Math.max(0, found - rowsAbove), offset: found === 0 ? 0 : offset } };
}

/** Where there is nothing yet, or not what is there now, the beginning is a place all the same. */
function isAtFirst({ store }: Desk): boolean {
  const { position } = store.getState();
  return position.at === 'row' && position.row === 0;
}

async function arrive(step: Step): Promise<Arrival> {
  const { desk, status } = step;
  const { frame } = desk.store.getState();
  if (desk.wantsFirst && status.rows > 0) return arriveAtFirst(step);
  const wish = desk.wish !== null && !isAhead(desk.wish, status) ? desk.wish : null;
  if (wish !== null) desk.wish = null;
  const anchor = wish === null ? anchorOf(desk) : { line: wish, rowsAbove: 0, offset: 0 };
  if (anchor === null || status.rows === 0) return isAtFirst(desk) ? arriveAtFirst(step) : arriveAtEnd(step);
  const renumbered = wish !== null || frame === null || frame.preview || frame.view !== status.view;
  return arriveAt(step, anchor, renumbered);
}

/** False: what came is of other numbers again, and its status is on the way. */
function settle({ desk, status }: Step, { answer, position }: Arrival): boolean {
  if (answer.epoch !== status.epoch) return false;
  const cache = createRowCache();
  cache.put(answer.from, answer.rows);
  desk.cache = cache;
  desk.favourite = null;
  desk.wantsFirst &&= status.preview;
  const { view, epoch, preview, rows } = status;
  desk.store.setState(({ version }) => ({
    frame: { view, epoch, preview, count: Math.max(rows, answer.from + answer.rows.length) },
    position,
    version: version + 1,
  }));
  return true;
}

/** What is in sight stays there until the new rows are here: nothing blinks. */
export function createMover(desk: Desk, onSettled: () => void): Mover {
  let going: { readonly status: LogStatus; readonly controller: AbortController } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const go = async (status: LogStatus): Promise<void> => {
    const controller = new AbortController();
    const { signal } = controller;
    going = { status, controller };
    const step = { desk, status, signal };
    // A call that fails: the view is closed, or the connection lost. Then another status comes; if not, it is tried again.
    const arrival = await arrive(step).catch(() => null);
    if (signal.aborted) return;
    if (arrival !== null && settle(step, arrival)) {
      going = null;
      onSettled();
    } else timer = setTimeout(() => void go(status), RETRY_MS);
  };
  const stop = (): void => {
    clearTimeout(timer);
    going?.controller.abort();
    going = null;
  };
  return {
    to: (status) => {
      if (going?.status.view === status.view && going.status.epoch === status.epoch) return;
      stop();
      void go(status);
    },
    stop,
  };
}
