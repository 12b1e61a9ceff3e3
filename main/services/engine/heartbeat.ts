import { stat } from 'node:fs/promises';
import type { Failure } from './failure';
import { createPause } from './pause';
import { ping } from './ping';
import { placeOf, type Target } from './target';
import type { Transport } from './transport';
import type { Visibility } from './visibility';
import { say } from '../../../texts/say';

/** With the time a ping takes, a removed socket is noticed within a second. */
const VISIBLE_MS = 800;
const HIDDEN_MS = 30_000;
const TIMEOUT_MS = 3_000;

/**
 * Asks for a sign of life again and again. Resolves with what is wrong as soon as something is, or with null once `signal`
 * aborts; never rejects.
 */
export async function heartbeat(
  transport: Transport,
  visibility: Visibility,
  onSkew: (skewMs: number) => void,
  signal: AbortSignal,
): Promise<Failure | null> {
  const born = await socketIdentity(transport.target);
  while (await isDue(visibility, signal)) {
    // A sleeping machine is well, and is not woken to say so.
    if (transport.target.power?.asleep() === true) continue;
    const verdict = await beat(transport, born, onSkew, signal);
    if (verdict !== null) return signal.aborted ? null : verdict;
  }
  return null;
}

async function beat(
  transport: Transport,
  born: string | null,
  onSkew: (skewMs: number) => void,
  signal: AbortSignal,
): Promise<Failure | null> {
  const pong = await ping(transport, TIMEOUT_MS, signal);
  if (!pong.ok) return pong.failure;
  if (pong.value.skewMs !== null) onSkew(pong.value.skewMs);
  const identity = await socketIdentity(transport.target);
  return born !== null && identity !== null && identity !== born ? replaced(transport.target) : null;
}

/** False when it is over. */
async function isDue(visibility: Visibility, signal: AbortSignal): Promise<boolean> {
  const pause = createPause();
  const stop = visibility.onShown(() => pause.wake());
  await pause.wait(visibility.visible() ? VISIBLE_MS : HIDDEN_MS, signal);
  stop();
  return !signal.aborted;
}

/** Another socket file at the same path is another engine, though the old one may live on unseen. */
async function socketIdentity({ endpoint }: Target): Promise<string | null> {
  if (endpoint.kind !== 'local' || !endpoint.url.startsWith('unix:')) return null;
  try {
    const { dev, ino } = await stat(endpoint.path);
    return `${String(dev)}:${String(ino)}`;
  } catch {
    return null;
  }
}

const replaced = (target: Target): Failure => ({
  state: 'refused',
  reason: say('The socket {target} was replaced by another one.', { target: placeOf(target) }),
  code: null,
});
