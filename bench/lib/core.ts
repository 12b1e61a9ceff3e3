import { EventEmitter } from 'node:events';
import os from 'node:os';
import { type App, createApp } from '../../main/app';
import type { TransferTicket } from '../../main/contract/transfers';
import { serveFileSending } from '../../main/hosts/electron/file-sending';

const { signal } = new AbortController();
const CALL = { signal, connection: { id: 0, signal } };

/** Slipway's core in this process, with the desktop host's reader of files, without a window. */
export interface Core {
  readonly handlers: App['handlers'];
  readonly call: typeof CALL;
  /** Sends a file that the user chose, and waits for its end. Rejects where it fails. */
  send(ticket: TransferTicket, file: string): Promise<void>;
  close(): Promise<void>;
}

export async function startCore(dataDir: string, engineUrl: string): Promise<Core> {
  const app = await createApp({
    ...{ dataDir, engineUrl, checkout: null, env: process.env, homeDir: dataDir, platform: process.platform },
    ...{ version: '0', user: os.userInfo().username, host: 'electron' },
    startLogScanner: () => {
      throw new Error('no log is searched here');
    },
  });
  const { handlers, transfers } = app;
  // Resolves when the engine has answered.
  for await (const _change of handlers.images.watch(undefined, CALL)) break;
  const ipc = new EventEmitter();
  serveFileSending(ipc as never, transfers);
  const frame = { frameTreeNodeId: 1, parent: null, detached: false, origin: 'slipway://app' };
  return {
    ...{ handlers, call: CALL, close: () => app.close() },
    async send({ id, url }, file) {
      ipc.emit('slipway:send-file', { sender: { mainFrame: frame }, senderFrame: frame }, url, file);
      for await (const { state, failure } of handlers.transfers.watch({ id }, CALL))
        if (state !== 'waiting' && state !== 'running' && state !== 'done')
          throw new Error(`${state}: ${failure?.message ?? ''}`);
    },
  };
}
