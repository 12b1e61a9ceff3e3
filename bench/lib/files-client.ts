import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Page } from '@playwright/test';
import { WebSocket } from 'ws';
import type { Contract } from '../../main/contract';
import type { TransferTicket } from '../../main/contract/transfers';
import { webSocketChannel } from '../../main/rpc/wire/channel-websocket';
import { connectWire } from '../../main/rpc/wire/client';
import { timed } from './files';

/** A client of Slipway without a browser: what the way through the main process costs by itself. */
export interface FilesClient {
  /** ms. */
  download(id: string, path: string, to: string): Promise<number>;
  upload(id: string, from: string): Promise<number>;
  close(): void;
}

/** With the session of a page that is open already. */
export async function connectFiles(page: Page): Promise<FilesClient> {
  const { origin, host } = new URL(page.url());
  const token = await page.evaluate(() => sessionStorage.getItem('slipway.session') ?? '');
  const socket = new WebSocket(`ws://${host}/rpc`, ['slipway.v1', token], { origin, perMessageDeflate: false });
  // Made before the socket opens, so that no frame is missed.
  const client = connectWire<Contract>(webSocketChannel(socket));
  await client.opened;
  const source = (id: string) => ({ kind: 'container', id }) as const;
  const ask = (ticket: TransferTicket, method: 'GET' | 'PUT', size = 0): http.ClientRequest =>
    http.request(origin + ticket.url, {
      method,
      headers: {
        origin,
        ...(method === 'PUT' && { 'content-type': 'application/octet-stream', 'content-length': size }),
      },
    });
  return {
    download: (id, path, to) =>
      timed(async () => {
        const request = ask(await client.call('files.download', { source: source(id), path }), 'GET').end();
        const [response] = (await once(request, 'response')) as [http.IncomingMessage];
        await pipeline(response, fs.createWriteStream(to));
      }),
    upload: (id, from) =>
      timed(async () => {
        const { size } = fs.statSync(from);
        const wish = { source: source(id), path: '/', name: 'up-client', size, replace: true };
        const request = ask(await client.call('files.upload', wish), 'PUT', size);
        const answered = once(request, 'response') as Promise<[http.IncomingMessage]>;
        await pipeline(fs.createReadStream(from, { highWaterMark: 256 * 1024 }), request);
        const [{ statusCode }] = await answered;
        if (statusCode !== 204) throw new Error(`the upload was answered with ${String(statusCode)}`);
      }),
    close: () => client.close(),
  };
}
