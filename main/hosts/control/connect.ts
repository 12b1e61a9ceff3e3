import { connectWire, type WireClient } from '../../rpc/wire/client';
import { socketChannel } from './channel';
import { type Owner, readOwner } from './place';
import { reach } from './reach';
import type { ControlContract } from './serve';

export type ControlClient = WireClient<ControlContract>;

/** The Slipway on this data folder; null: none runs. Rejects with an Error of the system's words where it cannot be reached. */
export async function connectControl(
  dataDir: string,
): Promise<{ readonly client: ControlClient; readonly owner: Owner } | null> {
  const owner = await readOwner(dataDir);
  const socket = owner === null ? null : await reach(owner.address);
  if (owner === null || socket === null) return null;
  socket.on('error', () => undefined);
  socket.write(owner.token);
  return { client: connectWire<ControlContract>(socketChannel(socket)), owner };
}

/** The same client, for what not every version of Slipway has: what comes is the caller's to check. */
export interface LooseClient {
  call(path: string, input: unknown): Promise<unknown>;
  stream(path: string, input: unknown): AsyncIterable<unknown>;
}

export function loosely(client: ControlClient): LooseClient {
  const same: object = client;
  return same as LooseClient;
}
