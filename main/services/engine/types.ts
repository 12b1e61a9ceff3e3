import type { IncomingMessage } from 'node:http';
import type { Duplex, Readable } from 'node:stream';
import type { DiskUsage, EngineFacts, EngineState } from '../../contract/engine';
import type { Target } from './target';

export type Unsubscribe = () => void;

/** A request's body of any size. */
export interface RequestContent {
  readonly stream: Readable;
  readonly type: string;
  /** Bytes; null: not known beforehand. */
  readonly length: number | null;
}

export interface EngineRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  /** Without the version prefix: `/containers/json`. Parts that come from data are encoded by the caller. */
  readonly path: string;
  /** `undefined` leaves the key out. Objects are sent as JSON (the engine's `filters`). */
  readonly query?: Readonly<Record<string, string | number | boolean | object | undefined>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it comes, with back-pressure; only with `stream`. Destroyed when the request ends before it does. */
  readonly content?: RequestContent;
  /** Value of `X-Registry-Auth`: a login at a registry. A secret. */
  readonly registryAuth?: string;
  /** Value of `X-Registry-Config`: logins at any number of registries, for a build. A secret. */
  readonly registryConfig?: string;
  /** Until the answer is complete (`stream`: until its headers); null: no limit. Default 30,000 ms. */
  readonly timeoutMs?: number | null;
  readonly signal?: AbortSignal;
}

export type EngineErrorKind =
  /** No connection, or it broke before the answer was complete. */
  | 'unreachable'
  | 'timeout'
  /** The engine answered with an HTTP status >= 400 (304 of start/stop counts as success). */
  | 'refused'
  /** The answer is not what the API says (broken JSON, wrong shape, too large). */
  | 'malformed'
  | 'aborted';

export class EngineError extends Error {
  override readonly name = 'EngineError';
  constructor(
    readonly kind: EngineErrorKind,
    /** For `refused` the engine's own words, unchanged; else ours, without secrets. */
    message: string,
    /** HTTP status, with `refused`. */
    readonly status: number | null = null,
    /** System error code (ECONNREFUSED, ENOENT, EACCES ...), with `unreachable`. */
    readonly code: string | null = null,
  ) {
    super(message);
  }
}

/** Kind `timeout`. */
export class EngineTimeout extends EngineError {
  constructor(
    readonly afterMs: number,
    message: string,
  ) {
    super('timeout', message);
  }
}

/**
 * Requests to one engine, in its negotiated API version. At most 16 are in flight, the rest wait their turn. GET and HEAD
 * are retried on a broken connection; POST, PUT and DELETE never.
 */
export interface EngineClient {
  /** The answer's JSON; null when it has no body. Throws EngineError. */
  json(request: EngineRequest): Promise<unknown>;
  /** The answer's body as it came. Throws EngineError. */
  text(request: EngineRequest): Promise<string>;
  /** The answer, its body unread, outside the limit on requests in flight; the caller must read or destroy it. */
  stream(request: EngineRequest): Promise<IncomingMessage>;
  /**
   * The connection itself, both ways, once the engine has switched it to raw bytes (`POST /exec/{id}/start`, attach),
   * outside the limit on requests in flight. It ends with `signal`; the caller must read, and destroy it. `refused` as of
   * any request.
   */
  hijack(request: EngineRequest): Promise<Duplex>;
}

/** One line of `/events`. Strings are hostile. */
export interface EngineEvent {
  /** `container`, `image`, `network`, `volume`, `daemon` ... */
  readonly type: string;
  /** `start`, `die`, `health_status: healthy`, `exec_start: sh` ... */
  readonly action: string;
  readonly id: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** ms since the epoch, engine clock. */
  readonly timeMs: number;
}

/** Who mirrors a part of the engine's state. */
export interface FeedListener {
  /**
   * `/events` is open and every later event reaches `event`: now list everything, then apply what came meanwhile. Called
   * again whenever events may have been lost; what the listener knew before is stale until its list is in.
   * `epoch` is aborted when this connection is over.
   */
  connected(client: EngineClient, epoch: AbortSignal): void;
  event(event: EngineEvent): void;
  /** Out of reach, or hung; keep the last known state and mark it stale. */
  disconnected(): void;
}

export interface EngineAddress extends Pick<Target, 'endpoint' | 'tls'> {
  /** The API version spoken with it, `1.41`. */
  readonly version: string;
}

/** A connection to one engine, in use or not, without its events. It stays with that engine whatever becomes the one in use. */
export interface AsideConnection {
  readonly client: EngineClient;
  readonly engine: { readonly key: string; readonly name: string };
  /** The engine's own version, `20.10.24`. */
  readonly version: string;
  /** Ends all that goes on over it. */
  close(): void;
}

/** The engine in use, behind whatever connection it has at the moment. */
export interface Engine {
  /** Rejects every request with EngineError `unreachable` while not connected. */
  readonly client: EngineClient;
  /** Calls `connected` at once when it is connected already. */
  subscribe(listener: FeedListener): Unsubscribe;
  state(): EngineState;
  onState(listener: () => void): Unsubscribe;
  /** Throws UnknownEngine or ConsentNeeded. */
  select(key: string, consent: boolean): Promise<void>;
  rescan(): Promise<void>;
  /**
   * A second connection, to any engine that is known (by its key). Rejects with UnknownEngine, ConsentNeeded, or EngineError.
   * Whoever opens it closes it; it also ends with `close`.
   */
  open(key: string): Promise<AsideConnection>;
  facts(): Promise<EngineFacts>;
  diskUsage(signal: AbortSignal): Promise<DiskUsage>;
  /** Whether anybody looks: the heartbeat is slow while nobody does. */
  setVisible(visible: boolean): void;
  /** How a CLI line for this engine begins: `docker`, `docker --context x`, `docker -H tcp://...`. */
  cliPrefix(): string;
  /** How another program reaches it; null while not connected. */
  address(): EngineAddress | null;
  close(): Promise<void>;
}
