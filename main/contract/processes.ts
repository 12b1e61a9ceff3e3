import * as v from 'valibot';
import { engineErrors, errors } from './errors';
import { stream, unary } from './procedure';

/** Most processes of one container that are told; the rest are counted. */
export const PROCESS_LIMIT = 2000;

/** As `docker kill --signal` names them. */
export const signalName = v.picklist([
  ...(['SIGTERM', 'SIGKILL', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGSTOP', 'SIGCONT'] as const),
  ...(['SIGABRT', 'SIGALRM', 'SIGWINCH', 'SIGPIPE', 'SIGSEGV'] as const),
]);
export type SignalName = v.InferOutput<typeof signalName>;

/** One line of `docker top`. Strings are hostile. */
export const processRow = v.object({
  /** As the engine shows it, on most engines a pid of the engine's machine and not of the container; '' where it shows none. */
  pid: v.string(),
  ppid: v.string(),
  /** One for each title. */
  cells: v.array(v.string()),
  /** The process that the container is: when it ends, the container stops. */
  main: v.boolean(),
});
export type ProcessRow = v.InferOutput<typeof processRow>;

/**
 * `list`: what runs now; again about every 2 s while somebody reads, never two questions at once, and only after a change
 * while the container is paused. `not-running`: nothing to list until it is started.
 */
export const processChange = v.variant('type', [
  v.object({
    type: v.literal('list'),
    /** As the engine gives them. */
    titles: v.array(v.string()),
    rows: v.array(processRow),
    /** How many processes were left out. */
    more: v.number(),
    paused: v.boolean(),
  }),
  v.object({ type: v.literal('not-running'), state: v.string() }),
]);
export type ProcessChange = v.InferOutput<typeof processChange>;
export type ProcessList = Extract<ProcessChange, { type: 'list' }>;

/** A process as it is seen inside the container, by its own number there. */
export const insideProcess = v.object({
  pid: v.number(),
  ppid: v.number(),
  /** Clock ticks since boot; with `pid` it names one process for ever. */
  startTicks: v.string(),
  /** Real user id, as a number. */
  uid: v.number(),
  command: v.string(),
  /** Since its start, seconds. */
  elapsedSeconds: v.number(),
  cpuSeconds: v.number(),
});
export type InsideProcess = v.InferOutput<typeof insideProcess>;

/** Whom a signal would reach. */
export const signalTarget = v.variant('kind', [
  /** The container's main process; `startedAt` as inspect has it, by which a restart in between is noticed. */
  v.object({ kind: v.literal('main'), startedAt: v.string() }),
  /** `candidates`: all it can be; one when it is certain. */
  v.object({ kind: v.literal('inside'), candidates: v.array(insideProcess) }),
]);
export type SignalTarget = v.InferOutput<typeof signalTarget>;

const processErrors = {
  ...engineErrors,
  /** Nothing inside the container can name or signal its processes. */
  NO_SIGNAL_WAY: errors.NO_SIGNAL_WAY,
  /** It is not there any more, or is another one by now. Nothing was signalled. */
  PROCESS_GONE: errors.PROCESS_GONE,
} as const;

const id = v.pipe(v.string(), v.nonEmpty());
const pid = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 ** 31));

export const processes = {
  watch: stream(v.object({ id }), processChange, engineErrors),
  /** Finds the process of one row of the list inside the container. Asks the engine anew; signals nothing. */
  find: unary(v.object({ id, pid: v.string(), command: v.string() }), signalTarget, processErrors),
  /**
   * The container's main process by the engine's own kill; any other by `kill` inside the container, in the same shell
   * that has just compared its start time.
   */
  signal: unary(
    v.object({
      id,
      signal: signalName,
      target: v.variant('kind', [
        v.object({ kind: v.literal('main'), startedAt: v.string() }),
        v.object({
          kind: v.literal('inside'),
          pid,
          startTicks: v.pipe(v.string(), v.regex(/^\d{1,20}$/)),
          uid: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 32)),
        }),
      ]),
    }),
    v.void(),
    processErrors,
  ),
} as const;
