import { useEffect, useRef } from 'react';
import { rpc } from '../../../rpc/client';
import type { Term } from '../filter/filter-draft';
import { useLog, useLogState, useUi } from '../view/context';
import type { LogModel } from '../view/model';
import { type FindState, NO_FIND } from './find-state';

/** After the last key. */
const PAUSE_MS = 150;

export const changeFind = ({ ui }: LogModel, part: Partial<FindState>): void =>
  ui.setState(({ find }) => ({ find: { ...find, ...part } }));

/** Whether all lines were looked at: until then what is found by going round may not be the next one. */
function isThrough({ session, ui }: LogModel): boolean {
  const { status } = session.store.getState();
  const { said } = ui.getState().find;
  const scan = status?.find ?? null;
  if (scan === null || scan.state === 'running') return false;
  return said === null || said.view !== status?.view || scan.version >= said.version;
}

/** Goes to the match asked for; while the search has not come that far it stays asked for. */
async function seek(model: LogModel): Promise<void> {
  const { session, ui } = model;
  const { wanted } = ui.getState().find;
  const { frame } = session.store.getState();
  if (wanted === null || frame === null) return;
  const found = await rpc.call('logs.findNext', { view: frame.view, ...wanted }).catch(() => null);
  const now = session.store.getState().frame;
  if (ui.getState().find.wanted !== wanted || now?.epoch !== frame.epoch) return;
  if (found === null) return;
  const wentRound = wanted.backward ? found.row > wanted.row : found.row < wanted.row;
  if (wentRound && !isThrough(model)) return;
  changeFind(model, { wanted: null, current: { ...found, epoch: frame.epoch } });
  reveal(model, found.row);
}

/** In another order of the lines, as of another filter, the match that one was at has another place, or none. */
function seekAnew(model: LogModel): void {
  const { find, metrics } = model.ui.getState();
  const { frame } = model.session.store.getState();
  if (find.current === null || find.wanted !== null || frame === null || find.current.epoch === frame.epoch) return;
  changeFind(model, { current: null, wanted: { row: metrics?.top.row ?? 0, backward: false } });
}

function reveal({ session, ui }: LogModel, row: number): void {
  const { metrics } = ui.getState();
  session.keepInSight(row);
  const inSight = metrics !== null && row > metrics.top.row && row < metrics.bottom;
  if (!inSight) session.reveal(row);
  else if (session.store.getState().position.at === 'end') session.goTo({ at: 'row', ...metrics.top });
}

/** The next match after the one one is at, or after what stands at the upper edge. */
export function findStep(model: LogModel, backward: boolean): void {
  const { session, ui } = model;
  const { find, metrics } = ui.getState();
  const { frame } = session.store.getState();
  if (frame === null || frame.count === 0 || find.term.text === '') return;
  const at = find.current !== null && find.current.epoch === frame.epoch ? find.current.row : null;
  const from = at === null ? (metrics?.top.row ?? 0) : at + (backward ? -1 : 1);
  // Going round is main's matter; a row that is not there is ours.
  const row = (from + frame.count) % frame.count;
  changeFind(model, { shown: true, wanted: { row, backward } });
  void seek(model);
}

export function openFind(model: LogModel): void {
  changeFind(model, { shown: true });
}

export function closeFind(model: LogModel): void {
  model.ui.setState({ find: { ...NO_FIND, term: model.ui.getState().find.term } });
}

/** Has main look for what is typed, and goes to the first match from where one is. */
export function useFind(): void {
  const model = useLog();
  const { session } = model;
  const shown = useUi(({ find }) => find.shown);
  const term = useUi(({ find }) => find.term);
  const scanned = useLogState(({ status }) => JSON.stringify(status?.find ?? null));
  const epoch = useLogState(({ frame }) => `${frame?.view ?? ''} ${frame?.epoch ?? ''}`);
  const said = useRef<Term | null>(null);
  const wanted = shown && term.text !== '' ? term : null;
  useEffect(() => {
    if (wanted === said.current) return;
    const timer = setTimeout(() => {
      said.current = wanted;
      changeFind(model, { wanted: null, error: null });
      void session.find(wanted).then(
        (version) => {
          changeFind(model, { said: version });
          if (said.current !== wanted || wanted === null) return;
          const { current } = model.ui.getState().find;
          const top = model.ui.getState().metrics?.top.row ?? 0;
          changeFind(model, { wanted: { row: current?.row ?? top, backward: false } });
          return seek(model);
        },
        (error: unknown) => changeFind(model, { error, current: null }),
      );
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted, session, model]);
  useEffect(() => {
    seekAnew(model);
    void seek(model);
  }, [model, scanned, epoch]);
}
