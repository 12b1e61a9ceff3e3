import { backoffDelay } from './backoff';
import type { Named } from './discovered';
import type { Failure } from './failure';
import { createPause } from './pause';
import type { Answer } from './probe';
import { runSession, type SessionOptions } from './session';
import { isLocal, type Target } from './target';

const LOCAL_CAP_MS = 1_000;
const HIDDEN_CAP_MS = 5_000;
const REMOTE_CAP_MS = 10_000;
/** A session shorter than this counts as one more failed attempt. */
const STABLE_MS = 2_000;

export type Found =
  | { readonly ok: true; readonly engine: Named; readonly target: Target; readonly answer: Answer }
  /** `engine`: the one that was wanted; null while any would do. */
  | { readonly ok: false; readonly engine: Named | null; readonly failure: Failure };

export interface ConnectionOptions extends Omit<SessionOptions, 'target' | 'version' | 'onUp' | 'onDown'> {
  /** Looks for the engine to use, by asking it. Never rejects. */
  readonly find: (signal: AbortSignal) => Promise<Found>;
  readonly onUp: (found: Extract<Found, { ok: true }>, client: Parameters<SessionOptions['onUp']>[0]) => void;
  readonly onFailure: (engine: Named | null, failure: Failure) => void;
  /** Given what makes the next attempt begin at once. */
  readonly onWait: (wake: () => void) => void;
}

/** Connects, and connects again after every loss, until `signal` aborts. */
export async function keepConnected(options: ConnectionOptions, signal: AbortSignal): Promise<void> {
  let attempt = 0;
  while (!signal.aborted) {
    const found = await options.find(signal);
    if (isOver(signal)) return;
    const startedAt = performance.now();
    const failure = found.ok ? await serve(found, options, signal) : found.failure;
    if (failure === null) return;
    if (found.ok && performance.now() - startedAt > STABLE_MS) attempt = 0;
    options.onFailure(found.engine, failure);
    await waitForNext(backoffDelay(attempt, capOf(found, options)), options, signal);
    attempt += 1;
  }
}

// A function, because the compiler takes a condition it has seen for settled, awaits or not.
const isOver = (signal: AbortSignal): boolean => signal.aborted;

const serve = (found: Extract<Found, { ok: true }>, options: ConnectionOptions, signal: AbortSignal) =>
  runSession(
    {
      ...options,
      target: found.target,
      version: found.answer.negotiated,
      onUp: (client) => options.onUp(found, client),
      onDown: (failure) => options.onFailure(found.engine, failure),
    },
    signal,
  );

function capOf({ engine }: Found, { visibility }: ConnectionOptions): number {
  const local = engine === null || !('target' in engine.reach) || isLocal(engine.reach.target);
  if (!local) return REMOTE_CAP_MS;
  return visibility.visible() ? LOCAL_CAP_MS : HIDDEN_CAP_MS;
}

async function waitForNext(ms: number, { visibility, onWait }: ConnectionOptions, signal: AbortSignal): Promise<void> {
  const pause = createPause();
  const stop = visibility.onShown(() => pause.wake());
  onWait(() => pause.wake());
  await pause.wait(ms, signal);
  stop();
}
