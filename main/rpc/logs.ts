import type { Contract } from '../contract';
import { type Logs, NoSuchView } from '../services/logs/logs';
import { PatternError } from '../services/logs/scan/matcher';
import { namedError, naming } from './errors';
import { type Sight, whileSeen } from './sight';
import { WireError } from './wire/types';
import type { Handlers } from './wire/types';

function named(error: unknown): unknown {
  if (error instanceof NoSuchView) return new WireError('NO_SUCH_VIEW', {});
  if (error instanceof PatternError) return new WireError('BAD_PATTERN', { detail: error.message }, error.message);
  return namedError(error);
}

const { call } = naming(named);

export const logsHandlers = (logs: Logs, sight: Sight): Handlers<Contract>['logs'] => ({
  open: ({ selection, sinceMicros, untilMicros }, context) =>
    whileSeen(logs.open(selection, { since: sinceMicros, until: untilMicros }, context.signal), sight, context),
  rows: call(({ view, from, count }) => logs.view(view).rows(from, count)),
  line: call(({ view, line }) => logs.view(view).line(line)),
  filter: call(({ view, filter }) => ({ version: logs.view(view).filter(filter) })),
  find: call(({ view, term }) => ({ version: logs.view(view).find(term) })),
  findNext: call(({ view, row, backward }) => logs.view(view).findNext(row, backward)),
  rowAtTime: call(async ({ view, micros }) => ({ row: await logs.view(view).rowAtTime(micros) })),
  rowOfLine: call(({ view, line }) => ({ row: logs.view(view).rowOfLine(line) })),
  clear: call(({ view, cleared }) => logs.view(view).clear(cleared)),
  histogram: call(({ view, buckets }) => logs.view(view).histogram(buckets)),
  export: call(({ view, what, format }) => logs.export(view, what, format)),
});
