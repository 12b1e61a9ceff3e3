import * as v from 'valibot';
import { engineErrors, errors } from './errors';
import { duplex, stream, unary } from './procedure';

const id = v.pipe(v.string(), v.nonEmpty(), v.maxLength(300));
const words = v.pipe(v.string(), v.maxLength(4096));
/** `KEY=value`. */
const variable = v.pipe(v.string(), v.maxLength(32_768), v.regex(/^[^=\0]+=[^\0]*$/s));

/** What a terminal is connected to. */
export const terminalTarget = v.variant('kind', [
  /** A new process in a running container. Empty `user` and `workingDir`: the container's own. */
  v.object({
    kind: v.literal('shell'),
    container: id,
    /** A path in the container, or a name in its PATH. */
    shell: v.pipe(words, v.nonEmpty()),
    user: v.optional(words, ''),
    workingDir: v.optional(words, ''),
    env: v.optional(v.pipe(v.array(variable), v.maxLength(200)), []),
  }),
  /** The container's main process. `stdin`: what is typed goes to it. */
  v.object({ kind: v.literal('attach'), container: id, stdin: v.boolean() }),
  /** A shell in a helper container beside it: its processes, network and volumes. */
  v.object({ kind: v.literal('debug'), container: id, image: id }),
  /** A root shell on the machine the engine runs on, through a privileged helper container. */
  v.object({ kind: v.literal('host'), image: id }),
]);
export type TerminalTarget = v.InferOutput<typeof terminalTarget>;
export type TerminalWish = v.InferInput<typeof terminalTarget>;

/** How a session came to its end, or what keeps it from going on. */
export const terminalEnd = v.picklist([
  /** The process ended by itself; `exitCode` says how. */
  'exited',
  /** The container stopped, and the process with it. */
  'stopped',
  /** As `stopped`; the container runs again since. */
  'restarted',
  'removed',
  /** The connection broke; whether the process still runs is not known. */
  'lost',
  /** By the detach keys: the container's main process goes on. */
  'detached',
  /** It could not be started (again); `message` says why. */
  'failed',
]);
export type TerminalEnd = v.InferOutput<typeof terminalEnd>;

export const terminalState = v.variant('type', [
  v.object({ type: v.literal('starting') }),
  v.object({ type: v.literal('running') }),
  /** The engine is out of reach; the process may still run. */
  v.object({ type: v.literal('away') }),
  v.object({
    type: v.literal('ended'),
    why: terminalEnd,
    exitCode: v.nullable(v.number()),
    /** The engine's own words, hostile; empty where there are none. */
    message: v.string(),
  }),
]);
export type TerminalState = v.InferOutput<typeof terminalState>;

/** Sessions of one tab are its panes: beside each other (`row`) or one above the other (`column`). */
export const paneDirection = v.picklist(['row', 'column']);
export type PaneDirection = v.InferOutput<typeof paneDirection>;

export const terminalSession = v.object({
  id: v.string(),
  tab: v.string(),
  direction: paneDirection,
  target: terminalTarget,
  /** False: no terminal, only streams (an attached main process without one). */
  tty: v.boolean(),
  state: terminalState,
});
export type TerminalSession = v.InferOutput<typeof terminalSession>;

export const foundShell = v.object({ name: v.string(), path: v.string() });

/** What is known of a container before a terminal is opened in it; the strings are the engine's. */
export const terminalFacts = v.object({
  running: v.boolean(),
  paused: v.boolean(),
  /** Best first; found by looking at files, nothing was run. */
  shells: v.array(foundShell),
  user: v.string(),
  workingDir: v.string(),
  /** The main process has a terminal; its standard input is open; the input is closed for good when we detach. */
  tty: v.boolean(),
  openStdin: v.boolean(),
  stdinOnce: v.boolean(),
});
export type TerminalFacts = v.InferOutput<typeof terminalFacts>;

export const helperImage = v.object({
  name: v.string(),
  sizeBytes: v.number(),
  /** Known to hold a shell and the usual tools. */
  suggested: v.boolean(),
});
export type HelperImage = v.InferOutput<typeof helperImage>;

const side = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000));
const size = { cols: side, rows: side };

/** Page to terminal: bytes as typed, or one of these. */
const terminalInput = v.union([
  v.instance(Uint8Array),
  v.variant('type', [
    /** So many bytes of output are on the screen: as many may follow. */
    v.object({ type: v.literal('ack'), bytes: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
    v.object({ type: v.literal('resize'), ...size }),
    /** Starts it again after its end, in the same session. */
    v.object({ type: v.literal('restart') }),
  ]),
]);
export type TerminalInput = v.InferInput<typeof terminalInput>;

/**
 * Terminal to page: bytes as the program wrote them, or one of these. `replay`: forget all, what follows rebuilds the
 * screen, `size` telling for which size the bytes after it were written, until `live`. `taken`: another page shows it now.
 * `overrun`: what was typed is more than the program reads; some was dropped.
 */
const terminalOutput = v.union([
  v.instance(Uint8Array),
  v.variant('type', [
    v.object({ type: v.literal('replay') }),
    v.object({ type: v.literal('size'), ...size }),
    v.object({ type: v.literal('live') }),
    v.object({ type: v.literal('taken') }),
    v.object({ type: v.literal('overrun') }),
  ]),
]);
export type TerminalOutput = v.InferOutput<typeof terminalOutput>;

const bySession = v.object({ session: id });

export const terminal = {
  /** All sessions at once, again on every change. */
  watch: stream(v.void(), v.object({ sessions: v.array(terminalSession) }), {}),
  facts: unary(v.object({ container: id }), terminalFacts, engineErrors),
  /** Images the engine has, those known to suit first. */
  helperImages: unary(v.void(), v.array(helperImage), engineErrors),
  /** `beside`: a session whose tab it becomes a pane of; null: a tab of its own. */
  open: unary(
    v.object({
      target: terminalTarget,
      beside: v.optional(v.nullable(id), null),
      direction: v.optional(paneDirection, 'row'),
    }),
    v.object({ session: v.string() }),
    { ...engineErrors, TOO_MANY_TERMINALS: errors.TOO_MANY_TERMINALS },
  ),
  /** Hangs up and forgets it. */
  close: unary(bySession, v.void(), {}),
  /** Shows a session; whoever showed it before gets `taken`. Leaving it changes nothing for the program. */
  attach: duplex(bySession, terminalInput, terminalOutput, { UNKNOWN_TERMINAL: errors.UNKNOWN_TERMINAL }),
} as const;
