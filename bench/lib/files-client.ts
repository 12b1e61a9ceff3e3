import fs from 'node:fs';
import type { Page } from '@playwright/test';
import { connectApp } from './app-client';
import { timed } from './files';

/** Files through Slipway without a browser. */
export interface FilesClient {
  /** ms. */
  download(id: string, path: string, to: string): Promise<number>;
  upload(id: string, from: string): Promise<number>;
  close(): void;
}

export async function connectFiles(page: Page): Promise<FilesClient> {
  const app = await connectApp(page);
  const source = (id: string) => ({ kind: 'container', id }) as const;
  return {
    download: (id, path, to) =>
      timed(async () => app.download(await app.wire.call('files.download', { source: source(id), path }), to)),
    upload: (id, from) =>
      timed(async () => {
        const { size } = fs.statSync(from);
        const wish = { source: source(id), path: '/', name: 'up-client', size, replace: true };
        await app.upload(await app.wire.call('files.upload', wish), from);
      }),
    close: () => app.close(),
  };
}
