import type { Answers } from './answers';

export type AgentErrorKind =
  /** There is no connection, or it ended before the answer came. */
  | 'disconnected'
  | 'timeout'
  | 'aborted'
  /** The guest said no; the message is its own words: hostile text. */
  | 'refused'
  /** The answer, or what was to be sent, is not what the agreement says. */
  | 'malformed'
  /** Too many questions are without an answer. */
  | 'busy';

export class AgentError extends Error {
  override readonly name = 'AgentError';
  constructor(
    readonly kind: AgentErrorKind,
    message: string,
  ) {
    super(message);
  }
}

export type Hello = Answers['hello'];
export type GuestFigures = Answers['figures'];
export type GuestFault = Hello['faults'][number];

export type AgentEvent =
  /**
   * The guest answered to a greeting; `hello` holds all phases and faults so far. `rebooted`: it is another boot than the
   * one greeted before, so whatever was set in the guest (forwards, mounts, clock) is to be set again.
   */
  | { readonly type: 'connected'; readonly hello: Hello; readonly rebooted: boolean }
  | { readonly type: 'disconnected'; readonly reason: string }
  | { readonly type: 'phase'; readonly phase: string; readonly uptimeMs: number }
  | ({ readonly type: 'fault' } & GuestFault);

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Instead of the verb's own deadline, ms. */
  readonly timeoutMs?: number;
}

/** A port published in the guest on an address that the way from the host does not reach by itself. */
export interface GuestForward {
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
  readonly guestIp: string;
}

export interface GuestMount {
  readonly tag: string;
  readonly readOnly: boolean;
  readonly path: string;
}

/** The verbs, each with a deadline of its own. Each rejects with AgentError, at once when there is no connection. */
export interface AgentVerbs {
  hello(options?: CallOptions): Promise<Hello>;
  ping(options?: CallOptions): Promise<void>;
  /** Steps the guest's clock; guest minus host before, ms. */
  time(nowMs: number, options?: CallOptions): Promise<{ readonly skewMs: number }>;
  figures(options?: CallOptions): Promise<GuestFigures>;
  /** Loads the welcome image into the engine where it is not there; the guest does so by itself after its engine began. */
  welcome(options?: CallOptions): Promise<void>;
  trim(options?: CallOptions): Promise<{ readonly trimmedBytes: number }>;
  grow(options?: CallOptions): Promise<{ readonly diskTotalBytes: number }>;
  /** Resolves when the guest has begun to end. */
  shutdown(options?: CallOptions): Promise<void>;
  /** The guest thaws by itself after 60 s. */
  freeze(options?: CallOptions): Promise<void>;
  thaw(options?: CallOptions): Promise<void>;
  /** Its last bytes, at most 512 KiB; hostile text. */
  readLog(which: 'boot' | 'engine' | 'containerd', maxBytes: number, options?: CallOptions): Promise<string>;
  forward(action: 'add' | 'remove', rule: GuestForward, options?: CallOptions): Promise<void>;
  mount(mount: GuestMount, options?: CallOptions): Promise<void>;
  unmount(path: string, options?: CallOptions): Promise<void>;
  /** Wakes watchers in containers; in as many lines as it takes, one after another. */
  notify(paths: readonly string[], options?: CallOptions): Promise<void>;
  /** Watchers of these folders and those below are to be woken from now on, or need not be any more. */
  hold(action: 'add' | 'remove', paths: readonly string[], options?: CallOptions): Promise<void>;
  diskCheck(options?: CallOptions): Promise<{ readonly clean: boolean; readonly report: string }>;
  diskRepair(options?: CallOptions): Promise<void>;
  exists(path: string, options?: CallOptions): Promise<{ readonly exists: boolean; readonly shared: boolean }>;
}

export interface Agent extends AgentVerbs {
  /** The last greeting while connected, else null. */
  connected(): Hello | null;
  /** Resolves with the greeting once connected; rejects with AgentError `aborted`. */
  ready(signal: AbortSignal): Promise<Hello>;
  subscribe(listener: (event: AgentEvent) => void): () => void;
  /** Lines of the guest that were no answer and no event. */
  garbage(): number;
  /** Ends the connection; the guest goes on. */
  close(): void;
}
