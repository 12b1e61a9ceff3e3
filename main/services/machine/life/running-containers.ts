import type { EngineClient } from '../../engine/types';
import { say } from '../../../../texts/say';

/** How many run now. Rejects while there is no connection. */
export async function runningContainers(client: EngineClient | null): Promise<number> {
  if (client === null) throw new Error(say('the engine does not answer'));
  const list = await client.json({ method: 'GET', path: '/containers/json', query: { limit: 1 } });
  if (!Array.isArray(list)) throw new Error(say('the list of containers is not a list'));
  return list.length;
}
