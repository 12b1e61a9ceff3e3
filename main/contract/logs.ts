import * as v from 'valibot';
import { engineErrors, errors } from './errors';
import { stream, unary } from './procedure';
import { transferTicket } from './transfers';

/** Longest text of a row, UTF-16 units; the whole line is asked for by `line`. */
export const LOG_ROW_LIMIT = 4096;
/** Longest text that `line` gives, UTF-16 units; an export has all of it. */
export const LOG_LINE_LIMIT = 2_000_000;
/** Most rows of one answer. */
export const LOG_ROWS_LIMIT = 500;

const id = v.pipe(v.string(), v.nonEmpty(), v.maxLength(256));

/**
 * Whose logs. `containers`: these, and whatever replaces one of them under the same compose service and number, or the
 * same name. `project`: all of a compose project, as they come and go.
 */
export const logSelection = v.variant('kind', [
  v.object({ kind: v.literal('containers'), ids: v.pipe(v.array(id), v.minLength(1), v.maxLength(200)) }),
  v.object({ kind: v.literal('project'), project: id }),
]);
export type LogSelection = v.InferOutput<typeof logSelection>;

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'none'] as const;
export const logLevel = v.picklist(logLevels);
/** `none`: the line names no level. */
export type LogLevel = (typeof logLevels)[number];

const counts = v.record(logLevel, v.number());

/**
 * What a container's logs are doing. `reading`: its history is on the way. `following`: all is there, and what comes is
 * shown at once. `waiting`: it does not run, or the engine is out of reach; goes on by itself. `unreadable`: the logging
 * driver keeps nothing that can be read. `gone`: removed; what was read of it stays.
 */
export const logSourceState = v.picklist(['reading', 'following', 'waiting', 'unreadable', 'gone']);
export type LogSourceState = v.InferOutput<typeof logSourceState>;

/** One container's part of a view. Names are hostile text. */
export const logSource = v.object({
  /** Its place in `sources`: rows name it by this. */
  index: v.number(),
  /** Rises with each container that replaced another; those of one lane share a colour. */
  lane: v.number(),
  id: v.string(),
  name: v.string(),
  state: logSourceState,
  tty: v.boolean(),
  /** `json-file`, `local`, ...; empty until it is known. */
  driver: v.string(),
  /** Lines read so far. */
  lines: v.number(),
  /** Of `unreadable`, or of a read that failed: the engine's words. */
  message: v.string(),
});
export type LogSource = v.InferOutput<typeof logSource>;

/**
 * A place in a view where something is to be said between two lines. `begin`: another container goes on here (`source`).
 * `skipped`: lines that are not here (`count` null where nobody knows how many; `atLeast`: more than were counted). `engine`:
 * it had thrown them away before they were read (rotation). `stream`: the engine, which still had them, left them out of what
 * it sent while it rotated. `slipway` dropped its oldest because its store was full.
 */
export const logMark = v.variant('type', [
  v.object({ type: v.literal('begin') }),
  v.object({
    type: v.literal('skipped'),
    count: v.nullable(v.number()),
    atLeast: v.boolean(),
    by: v.picklist(['engine', 'stream', 'slipway']),
  }),
]);
export type LogMark = v.InferOutput<typeof logMark>;

/** One line of a view. Text is hostile and holds the program's escape sequences. */
export const logRow = v.object({
  /** Line number in the whole view, from 0, whatever is filtered; it never changes. */
  line: v.number(),
  source: v.number(),
  stream: v.picklist(['stdout', 'stderr']),
  /** µs since the epoch by the engine's clock. */
  timeMicros: v.number(),
  /** Without its line end, decoded as UTF-8; at most LOG_ROW_LIMIT units. */
  text: v.string(),
  /** Bytes of the whole line when `text` is not all of it; else null. */
  cutBytes: v.nullable(v.number()),
  level: logLevel,
  /** What is to be said before this line. */
  marks: v.array(logMark),
  /** Under a filter: it does not match itself, but stands near one that does. */
  context: v.boolean(),
});
export type LogRow = v.InferOutput<typeof logRow>;

/** A search term. `regex`: JavaScript's syntax, with the `u` flag where it compiles so. */
export const logTerm = v.object({
  text: v.pipe(v.string(), v.minLength(1), v.maxLength(2000)),
  regex: v.optional(v.boolean(), false),
  matchCase: v.optional(v.boolean(), false),
  wholeWord: v.optional(v.boolean(), false),
  /** `filter` only: lines that do NOT hold it. */
  negate: v.optional(v.boolean(), false),
});
export type LogTerm = v.InferInput<typeof logTerm>;

/** All that is given must hold; a line must match every term. */
export const logFilter = v.object({
  terms: v.optional(v.pipe(v.array(logTerm), v.maxLength(20)), []),
  /** Empty: all. */
  levels: v.optional(v.array(logLevel), []),
  stream: v.optional(v.nullable(v.picklist(['stdout', 'stderr'])), null),
  /** Sources to be left out, by `index`. */
  hiddenSources: v.optional(v.pipe(v.array(v.number()), v.maxLength(1000)), []),
  /** Lines of context before and after each match. */
  context: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100)), 0),
});
export type LogFilter = v.InferInput<typeof logFilter>;

/** How far a search through all lines has come. `failed`: it was ended because it took too long (a regex's blow-up). */
export const logScan = v.object({
  /** Rises with each new filter or find, so that old news can be told from new. */
  version: v.number(),
  state: v.picklist(['running', 'done', 'failed']),
  scanned: v.number(),
  matches: v.number(),
  message: v.string(),
});
export type LogScan = v.InferOutput<typeof logScan>;

/** The state of a view; sent again, merged, whenever it changed (at most some 10 times a second). */
export const logStatus = v.object({
  view: v.string(),
  sources: v.array(logSource),
  /** Rows that `rows` can give: of the filter where there is one, else all. While `preview`: of the preview. */
  rows: v.number(),
  /** Lines of all sources, whatever is filtered. */
  lines: v.number(),
  /**
   * The last lines only, as the history is still being read; `line` numbers are those of the preview. When it turns
   * false, the same lines have other numbers: find the place again by time.
   */
  preview: v.boolean(),
  /** Rises when rows got other numbers (the preview ended, a filter came or went, `clear`): what was kept is void. */
  epoch: v.number(),
  firstMicros: v.nullable(v.number()),
  lastMicros: v.nullable(v.number()),
  filter: v.nullable(logScan),
  find: v.nullable(logScan),
});
export type LogStatus = v.InferOutput<typeof logStatus>;

const inView = { view: v.pipe(v.string(), v.maxLength(64)) };
const row = v.pipe(v.number(), v.integer(), v.minValue(0));
/** A bad regular expression, in the words of the parser. */
const badTerm = { BAD_PATTERN: errors.BAD_PATTERN, NO_SUCH_VIEW: errors.NO_SUCH_VIEW };
const noView = { NO_SUCH_VIEW: errors.NO_SUCH_VIEW };

export const logsSettings = v.object({
  timestamps: v.fallback(v.picklist(['off', 'local', 'utc', 'relative']), 'off'),
  wrap: v.fallback(v.boolean(), true),
  fontSize: v.fallback(v.pipe(v.number(), v.integer(), v.minValue(9), v.maxValue(24)), 12),
  histogram: v.fallback(v.boolean(), false),
  highlights: v.fallback(
    v.pipe(
      v.array(v.object({ term: logTerm, colour: v.picklist(['yellow', 'green', 'blue', 'magenta', 'red', 'grey']) })),
      v.maxLength(50),
    ),
    [],
  ),
  savedSearches: v.fallback(
    v.pipe(
      v.array(v.object({ name: v.pipe(v.string(), v.nonEmpty(), v.maxLength(100)), filter: logFilter })),
      v.maxLength(100),
    ),
    [],
  ),
});
export type LogsSettings = v.InferOutput<typeof logsSettings>;

export const logs = {
  /**
   * Opens a view, which lives as long as this stream. `sinceMicros`, `untilMicros`: only lines of that time, by the
   * engine's clock.
   */
  open: stream(
    v.object({
      selection: logSelection,
      sinceMicros: v.optional(v.nullable(v.number()), null),
      untilMicros: v.optional(v.nullable(v.number()), null),
    }),
    logStatus,
    {},
  ),
  /** Rows `from` to `from + count`, as many as there are. `epoch` is the one they are of. */
  rows: unary(
    v.object({
      ...inView,
      from: row,
      count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LOG_ROWS_LIMIT)),
    }),
    v.object({ epoch: v.number(), from: v.number(), rows: v.array(logRow) }),
    noView,
  ),
  /** One line as long as LOG_LINE_LIMIT allows. */
  line: unary(v.object({ ...inView, line: row }), v.object({ text: v.string(), bytes: v.number() }), noView),
  /** Shows only what matches; null: everything again. Progress is in the status. */
  filter: unary(v.object({ ...inView, filter: v.nullable(logFilter) }), v.object({ version: v.number() }), badTerm),
  /** Marks what matches, among the rows of the filter; null: nothing. Progress and count are in the status. */
  find: unary(v.object({ ...inView, term: v.nullable(logTerm) }), v.object({ version: v.number() }), badTerm),
  /** The match at or after `row` (`backward`: at or before), going round at the ends. `ordinal` counts from 0. Null: none yet. */
  findNext: unary(
    v.object({ ...inView, row, backward: v.optional(v.boolean(), false) }),
    v.nullable(v.object({ row: v.number(), ordinal: v.number() })),
    noView,
  ),
  /** The first row at or after that time; the last row when all are earlier. */
  rowAtTime: unary(v.object({ ...inView, micros: v.number() }), v.object({ row: v.number() }), noView),
  /** The row in which that line is shown now; under a filter that hides it, the next one after it. */
  rowOfLine: unary(v.object({ ...inView, line: row }), v.object({ row: v.number() }), noView),
  /** Hides all lines there are now; `false`: shows them again. */
  clear: unary(v.object({ ...inView, cleared: v.boolean() }), v.void(), noView),
  /** Lines over time and by level, of all lines the filter's terms let through (its levels aside). */
  histogram: unary(
    v.object({ ...inView, buckets: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500)) }),
    v.object({
      /** False: more lines are still being looked at. */
      complete: v.boolean(),
      fromMicros: v.number(),
      bucketMicros: v.number(),
      buckets: v.array(counts),
      levels: counts,
    }),
    noView,
  ),
  /**
   * Prepares a file. `all`: byte for byte what `docker logs` prints (one container only; `timestamps`: of `docker logs
   * -t`). `shown`: the rows of the view as it is filtered. `jsonl`: an object a line: time, container, stream, level, text.
   * The answer is a download's ticket (see `transfers`).
   */
  export: unary(
    v.object({
      ...inView,
      what: v.picklist(['all', 'shown']),
      format: v.picklist(['plain', 'timestamps', 'jsonl']),
    }),
    transferTicket,
    { ...engineErrors, ...noView },
  ),
} as const;
