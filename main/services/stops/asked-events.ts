import { parseEvent } from '../engine/event-stream';
import type { EngineClient } from '../engine/types';
import { type Happening, happeningOf } from './history';

/** An old engine may wait for what has not happened yet. */
const TIMEOUT_MS = 5_000;

/**
 * What the engine still knows of a container: of all its events it keeps the last 256. `since` is its creation, `until` the
 * engine's present, ms. Never rejects: without an answer only what was seen is known.
 */
export async function askEvents(
  client: EngineClient,
  { id, since, until }: { readonly id: string; readonly since: number; readonly until: number },
): Promise<readonly Happening[]> {
  // A second's care: with a time still to come the engine would wait for it, and the last moments are followed live.
  const query = {
    since: Math.floor(since / 1000),
    until: Math.floor(until / 1000) - 1,
    filters: { type: ['container'], container: [id] },
  };
  const lines = await client.text({ method: 'GET', path: '/events', query, timeoutMs: TIMEOUT_MS }).catch(() => '');
  return lines.split('\n').flatMap((line) => {
    const event = parseEvent(line);
    return (event?.id === id ? happeningOf(event) : null) ?? [];
  });
}

/** Both, each happening once, oldest first. */
export function merged(seen: readonly Happening[], asked: readonly Happening[]): readonly Happening[] {
  const key = ({ at, action, signal, exitCode }: Happening): string =>
    [at, action, signal ?? '', exitCode ?? ''].join(' ');
  const all = new Map<string, Happening>();
  for (const each of [...asked, ...seen]) all.set(key(each), each);
  return [...all.values()].sort((a, b) => a.at - b.at);
}
