import fs from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { Dockerd } from '../../testing/dockerd.mjs';
import { connectApp } from './app-client';

/** A client of Slipway without a browser. Rejects where the transfer fails. */
export interface PullsClient {
  pull(reference: string): Promise<void>;
  push(reference: string): Promise<void>;
  close(): void;
}

export async function connectPulls(page: Page): Promise<PullsClient> {
  const { wire: client } = await connectApp(page);
  const ended = async (id: string): Promise<void> => {
    const watching = new AbortController();
    for await (const change of client.stream('pulls.watch', undefined, { signal: watching.signal })) {
      const row = change.type === 'upsert' ? change.rows.find((each) => each.id === id) : undefined;
      if (row === undefined || row.state === 'running') continue;
      if (row.state !== 'done') throw new Error(`${row.reference}: ${row.failure?.message ?? row.state}`);
      break;
    }
    watching.abort();
  };
  return {
    async pull(reference) {
      const { ids } = await client.call('pulls.pull', { pulls: [{ reference, platform: '' }] });
      await ended(ids[0] ?? '');
    },
    async push(reference) {
      const { id } = await client.call('pulls.push', { image: reference, reference });
      await ended(id);
    },
    close: () => client.close(),
  };
}

/** An image of random bytes in these many layers of the same size on the busybox image. */
export async function buildRandom(engine: Dockerd, tag: string, layers: number, megabytes: number): Promise<void> {
  const folder = fs.mkdtempSync(path.join(engine.dir, 'build-'));
  const each = String(Math.round((megabytes * 10) / layers));
  const lines = Array.from({ length: layers }, (_, at) => {
    const name = `${String(at)}-${path.basename(folder)}`;
    return `RUN dd if=/dev/urandom of=/${name} bs=100000 count=${each}`;
  });
  fs.writeFileSync(path.join(folder, 'Dockerfile'), ['FROM slipway/busybox:1', ...lines].join('\n'));
  await engine.docker('build', '-q', '-t', tag, folder);
  fs.rmSync(folder, { recursive: true });
}
