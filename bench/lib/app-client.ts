import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Page } from '@playwright/test';
import { WebSocket } from 'ws';
import type { Contract } from '../../main/contract';
import type { TransferTicket } from '../../main/contract/transfers';
import { webSocketChannel } from '../../main/rpc/wire/channel-websocket';
import { connectWire, type WireClient } from '../../main/rpc/wire/client';

/** Slipway without a browser: what the way through the main process costs by itself. */
export interface AppClient {
  readonly wire: WireClient<Contract>;
  download(ticket: TransferTicket, to: string): Promise<void>;
  upload(ticket: TransferTicket, from: string): Promise<void>;
  close(): void;
}

/** With the session of a page that is open already. */
export async function connectApp(page: Page): Promise<AppClient> {
  const { origin, host } = new URL(page.url());
  const token = await page.evaluate(() => sessionStorage.getItem('slipway.session') ?? '');
  const socket = new WebSocket(`ws://${host}/rpc`, ['slipway.v1', token], { origin, perMessageDeflate: false });
  // Made before the socket opens, so that no frame is missed.
  const wire = connectWire<Contract>(webSocketChannel(socket));
  await wire.opened;
  return {
    wire,
    async download({ url }, to) {
      const request = http.request(origin + url, { headers: { origin } }).end();
      const [response] = (await once(request, 'response')) as [http.IncomingMessage];
      await pipeline(response, fs.createWriteStream(to));
    },
    async upload({ url }, from) {
      const { size } = fs.statSync(from);
      const headers = { origin, 'content-type': 'application/octet-stream', 'content-length': size };
      const request = http.request(origin + url, { method: 'PUT', headers });
      const answered = once(request, 'response') as Promise<[http.IncomingMessage]>;
      await pipeline(fs.createReadStream(from, { highWaterMark: 256 * 1024 }), request);
      const [{ statusCode }] = await answered;
      if (statusCode !== 204) throw new Error(`the upload was answered with ${String(statusCode)}`);
    },
    close: () => wire.close(),
  };
}
