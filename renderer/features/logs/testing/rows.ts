import type { LogRow, LogSource, LogStatus } from '../../../../main/contract/logs';

/** A whole row for tests, with what matters to the test put in. */
export const logRow = (given: Partial<LogRow> = {}): LogRow => ({
  line: 0,
  source: 0,
  stream: 'stdout',
  timeMicros: 1_700_000_000_000_000,
  text: 'hello',
  cutBytes: null,
  level: 'none',
  marks: [],
  context: false,
  ...given,
});

export const logSource = (given: Partial<LogSource> = {}): LogSource => ({
  index: 0,
  lane: 0,
  id: 'f00d0000',
  name: 'web',
  state: 'following',
  tty: false,
  driver: 'json-file',
  lines: 0,
  message: '',
  ...given,
});

export const logStatus = (given: Partial<LogStatus> = {}): LogStatus => ({
  view: 'v1',
  sources: [logSource()],
  rows: 0,
  lines: 0,
  preview: false,
  epoch: 1,
  firstMicros: null,
  lastMicros: null,
  filter: null,
  find: null,
  ...given,
});
