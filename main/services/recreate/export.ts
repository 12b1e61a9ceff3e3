import { finished } from 'node:stream/promises';
import type { TransferTicket } from '../../contract/transfers';
import { containerPath } from '../engine/container-path';
import { EngineError } from '../engine/types';
import type { Transfers } from '../shell/transfers';
import { type Calls } from './calls';
import { say } from '../../../texts/say';

/** A tar of all its files, volumes left out, as `docker export` makes it. Rejects with EngineError. */
export async function exportFiles(calls: Calls, transfers: Transfers, id: string): Promise<TransferTicket> {
  const seen = await calls.look(id);
  if (seen === null) throw new EngineError('refused', say('No such container: {id}', { id }), 404);
  const filename = `${seen.name}.tar`;
  return transfers.download({
    filename,
    async open(signal) {
      const request = { method: 'GET', path: containerPath(seen.id, 'export'), signal, timeoutMs: null } as const;
      const body = await calls.client.stream(request);
      // The command is over with its last byte.
      calls.noted(['export', '-o', filename, seen.name], () => finished(body)).catch(() => undefined);
      return { size: null, body };
    },
  });
}
