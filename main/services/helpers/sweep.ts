import * as v from 'valibot';
import type { Engine, EngineClient, Unsubscribe } from '../engine/types';
import { HELPER_LABEL, isLeft, OWNER_LABEL } from './labels';

const listed = v.array(v.object({ Id: v.string(), Labels: v.fallback(v.record(v.string(), v.string()), {}) }));

/**
 * Removes helpers whose Slipway ended without doing so; those of another one, or of another machine's, are let be. Rejects
 * with EngineError when there is no list; what cannot be removed stays.
 */
export async function removeLeftHelpers(client: EngineClient, signal: AbortSignal): Promise<void> {
  const query = { all: 1, filters: { label: [HELPER_LABEL] } };
  const answer = await client.json({ method: 'GET', path: '/containers/json', query, signal });
  const parsed = v.safeParse(listed, answer);
  for (const { Id, Labels } of parsed.success ? parsed.output : []) {
    if (!(await isLeft(Labels[OWNER_LABEL] ?? ''))) continue;
    const path = `/containers/${encodeURIComponent(Id)}`;
    await client.json({ method: 'DELETE', path, query: { force: true, v: true }, signal }).catch(() => undefined);
  }
}

/** Does so once for each engine: what this Slipway leaves behind is removed by the next. */
export function sweepHelpers(engine: Pick<Engine, 'state' | 'subscribe'>, log: (line: string) => void): Unsubscribe {
  const swept = new Set<string>();
  return engine.subscribe({
    connected(client, epoch) {
      const key = engine.state().status.engine?.key ?? '';
      if (swept.has(key)) return;
      swept.add(key);
      removeLeftHelpers(client, epoch).catch((error: unknown) => {
        swept.delete(key);
        if (!epoch.aborted) log(`helpers: ${String(error)}`);
      });
    },
    event: () => undefined,
    disconnected: () => undefined,
  });
}
