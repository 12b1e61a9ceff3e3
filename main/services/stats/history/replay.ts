import type { Line } from './lines';
import type { SeriesStore } from './series';

/** Puts files' lines into the store, a file a call. */
export function createReplay(store: SeriesStore): (lines: readonly Line[]) => void {
  return (lines) => {
    const keys = new Map<number, string>();
    const last = new Map<number, readonly (number | null)[]>();
    for (const line of lines) {
      if (line.type === 'series') {
        keys.set(line.number, line.key);
        store.own(line.key, line.id);
      } else if (line.type === 'mark') {
        const key = keys.get(line.number);
        if (key !== undefined) store.mark(key, line.mark);
      } else if (line.type === 'step') {
        for (const [number, values] of line.values) {
          const key = keys.get(number);
          const said = values ?? last.get(number);
          if (key === undefined || said === undefined) continue;
          last.set(number, said);
          store.put(key, line.step, said);
        }
      }
    }
  };
}
