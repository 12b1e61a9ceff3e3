import type { Readable } from 'node:stream';
import type { EngineClient } from '../../engine/types';
import { createForVolume, removeHelper, VOLUME_ROOT } from '../../helpers/requests';

/**
 * Work with a container that holds a volume: created, never started, gone afterwards. Rejects with EngineError, or FileFault
 * `no-image`.
 */
export async function withHelper<T>(
  client: EngineClient,
  volume: string,
  work: (containerId: string) => Promise<T>,
): Promise<T> {
  const id = await createForVolume(client, volume);
  try {
    return await work(id);
  } finally {
    // What cannot be removed now is removed by the next start.
    await removeHelper(client, id).catch(() => undefined);
  }
}

const archive = (containerId: string): string => `/containers/${containerId}/archive`;

/** All that a volume holds, as an uncompressed tar of `./` and what is below. */
export const getTar = (client: EngineClient, containerId: string, signal: AbortSignal): Promise<Readable> =>
  client.stream({
    ...{ method: 'GET', path: archive(containerId), query: { path: `${VOLUME_ROOT}/.` }, timeoutMs: null, signal },
  });

/** Unpacks an uncompressed tar into it; resolves when the engine is done. */
export async function putTar(
  client: EngineClient,
  containerId: string,
  { tar, signal }: { readonly tar: Readable; readonly signal: AbortSignal },
): Promise<void> {
  const response = await client.stream({
    ...{ method: 'PUT', path: archive(containerId), query: { path: VOLUME_ROOT }, timeoutMs: null, signal },
    content: { stream: tar, type: 'application/x-tar', length: null },
  });
  response.resume();
}
