import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { pipeline } from 'node:stream/promises';
import type { Browser } from '@playwright/test';
import { until } from '../../testing/dockerd.mjs';
import { timed } from './files';

/** What this browser can do at all: the same bytes from and to a server that does nothing else. */
export interface BareServer {
  /** ms. */
  download(): Promise<number>;
  upload(file: string): Promise<number>;
  close(): Promise<void>;
}

const PAGE = '<!doctype html><a download href="/down">down</a><input type="file">';

export async function startBareServer(browser: Browser, file: string): Promise<BareServer> {
  let received = 0;
  const answer = async (request: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
    if (request.url === '/') response.setHeader('content-type', 'text/html').end(PAGE);
    else if (request.method === 'PUT') {
      request.resume();
      await once(request, 'end');
      received += 1;
      response.writeHead(204).end();
    } else {
      const size = fs.statSync(file).size;
      response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': size });
      await pipeline(fs.createReadStream(file, { highWaterMark: 256 * 1024 }), response);
    }
  };
  const server = http.createServer((request, response) => void answer(request, response).catch(() => undefined));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`);
  return {
    download: () =>
      timed(async () => {
        const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link').click()]);
        await download.failure();
        await download.delete();
      }),
    upload: async (from) => {
      const before = received;
      await page.locator('input').setInputFiles(from);
      const start = performance.now();
      await page.evaluate(
        `void fetch('/up', { method: 'PUT', body: document.querySelector('input').files[0] }).catch(() => undefined)`,
      );
      await until(() => received > before, 120_000, 'the bare server has it all');
      return performance.now() - start;
    },
    close: async () => {
      await page.close();
      server.closeAllConnections();
      server.close();
    },
  };
}
