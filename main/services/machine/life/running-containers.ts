import type { EngineClient } from '../../engine/types';

/** How many run now. Rejects while there is no connection. */
export async function runningContainers(client: EngineClient | null): Promise<number> {
  if (client === null) throw new Error('the engine does not answer');
  const list = await client.json({ method: 'GET', path: '/containers/json', query: { limit: 1 } });
  if (!Array.isArray(list)) throw new Error('the list of containers is not a list');
  return list.length;
}
