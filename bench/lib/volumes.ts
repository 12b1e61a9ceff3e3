import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import type { Page } from '@playwright/test';
import type { Dockerd } from '../../testing/dockerd.mjs';
import { connectApp } from './app-client';

/** A docker line in a shell, with its redirections. */
export async function inShell(engine: Dockerd, line: string): Promise<void> {
  const child = spawn('sh', ['-c', `docker -H ${engine.url} ${line}`], { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`docker ${line} ended with ${String(code)}`);
}

/** A client of Slipway without a browser. */
export interface VolumesClient {
  download(name: string, to: string): Promise<void>;
  /** Into a new volume. */
  upload(name: string, from: string): Promise<void>;
  close(): void;
}

export async function connectVolumes(page: Page): Promise<VolumesClient> {
  const app = await connectApp(page);
  return {
    download: async (name, to) =>
      app.download(await app.wire.call('volumes.export', { name, gzip: false, pause: false }), to),
    async upload(name, from) {
      const { size } = fs.statSync(from);
      const wish = { name, fresh: true, empty: false, pause: false, sha256: null, size };
      await app.upload(await app.wire.call('volumes.import', wish), from);
    },
    close: () => app.close(),
  };
}
