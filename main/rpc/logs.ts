import type { Contract } from '../contract';
import { type Logs, NoSuchView } from '../services/logs/logs';
import { PatternError } from '../services/logs/scan/matcher';
import { namedError } from './errors';
import { WireError } from './wire/types';
import type { Handlers } from './wire/types';

function named(error: unknown): unknown {
  if (error instanceof NoSuchView) return new WireError('NO_SUCH_VIEW', {});
  if (error instanceof PatternError) return new WireError('BAD_PATTERN', { detail: error.message }, error.message);
  return namedError(error);
}

const withNames =
  <A extends readonly unknown[], T>(work: (...args: A) => T | Promise<T>): ((...args: A) => Promise<T>) =>
  async (...args) => {
    try {
      return await work(...args);
    } catch (error) {
      throw named(error);
    }
  };

export const logsHandlers = (logs: Logs): Handlers<Contract>['logs'] => ({
  open: ({ selection, sinceMicros, untilMicros }, { signal }) =>
    logs.open(selection, { since: sinceMicros, until: untilMicros }, signal),
  rows: withNames(({ view, from, count }) => logs.view(view).rows(from, count)),
  line: withNames(({ view, line }) => logs.view(view).line(line)),
  filter: withNames(({ view, filter }) => ({ version: logs.view(view).filter(filter) })),
  find: withNames(({ view, term }) => ({ version: logs.view(view).find(term) })),
  findNext: withNames(({ view, row, backward }) => logs.view(view).findNext(row, backward)),
  rowAtTime: withNames(async ({ view, micros }) => ({ row: await logs.view(view).rowAtTime(micros) })),
  rowOfLine: withNames(({ view, line }) => ({ row: logs.view(view).rowOfLine(line) })),
  clear: withNames(({ view, cleared }) => logs.view(view).clear(cleared)),
  histogram: withNames(({ view, buckets }) => logs.view(view).histogram(buckets)),
  export: withNames(({ view, what, format }) => logs.export(view, what, format)),
});
