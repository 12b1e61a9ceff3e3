import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { ImageCheck, ImageTransfer } from '../../../contract/pulls';
import type { RowChange } from '../../../contract/rows';
import { createEngine } from '../../engine/engine';
import { record, text } from '../../engine/loose';
import type { AuthFor } from '../../engine/pull';
import type { Engine } from '../../engine/types';
import type { AskRetryAfter } from '../limited';
import { createPulls, type Pulls } from '../pulls';

/** What is used of a dockerd of the test's own. */
interface Dockerd {
  readonly dir: string;
  readonly url: string;
  docker(...args: string[]): Promise<string>;
}

export interface Bench {
  readonly pulls: Pulls;
  /** `docker pull x: done`. */
  readonly noted: string[];
  /** As a page sees them. */
  readonly transfers: ReadonlyMap<string, ImageTransfer>;
  readonly checks: ReadonlyMap<string, ImageCheck>;
  /** Resolves with the transfer once this holds for it. */
  when(id: string, holds: (transfer: ImageTransfer) => boolean): Promise<ImageTransfer>;
  /** Resolves once it is over. */
  end(id: string): Promise<ImageTransfer>;
  close(): Promise<void>;
}

const run = promisify(execFile);

/** What another program finds in the registry: the digest of a tag's manifest, and how many layers it has. */
export async function judged(image: string): Promise<{ readonly digest: string; readonly layers: number }> {
  const { stdout } = await run('skopeo', ['inspect', '--tls-verify=false', `docker://${image}`]);
  const { Digest, Layers } = record(JSON.parse(stdout));
  return { digest: text(Digest), layers: Array.isArray(Layers) ? Layers.length : 0 };
}

/** Builds an image of these many layers of random bytes, 1 MB each, on the busybox image. */
export async function buildImage(dockerd: Dockerd, tag: string, layers: number): Promise<void> {
  const folder = fs.mkdtempSync(path.join(dockerd.dir, 'build-'));
  const lines = Array.from({ length: layers }, (_, at) => {
    const name = `${String(at)}-${path.basename(folder)}`;
    return `RUN dd if=/dev/urandom of=/${name} bs=100000 count=10`;
  });
  fs.writeFileSync(path.join(folder, 'Dockerfile'), ['FROM slipway/busybox:1', ...lines].join('\n'));
  await dockerd.docker('build', '-q', '-t', tag, folder);
}

function follow<R>(
  changes: AsyncIterable<RowChange<R>>,
  rows: Map<string, R>,
  keyOf: (row: R) => string,
  tell: () => void,
) {
  const taking = async (): Promise<void> => {
    for await (const change of changes) {
      if (change.type === 'upsert') for (const row of change.rows) rows.set(keyOf(row), row);
      if (change.type === 'remove') for (const id of change.ids) rows.delete(id);
      tell();
    }
  };
  void taking();
}

async function connected(dockerd: Dockerd): Promise<Engine> {
  const engine = createEngine({
    ...{ env: {}, homeDir: dockerd.dir, platform: process.platform, uid: 0, flag: dockerd.url },
    choice: { selected: null, consented: [] },
    saveChoice: () => undefined,
    log: () => undefined,
  });
  await new Promise<void>((resolve) => {
    engine.onState(() => engine.state().status.state === 'connected' && resolve());
  });
  return engine;
}

/** @param retryAfter As the registry itself says it. */
export async function startBench(dockerd: Dockerd, authFor: AuthFor, retryAfter: AskRetryAfter): Promise<Bench> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-pulls-'));
  const engine = await connected(dockerd);
  const noted: string[] = [];
  const pulls = await createPulls({
    ...{
      engine,
      dataDir,
      authFor,
      retryAfter,
      log: () => undefined,
      daily: () => false,
      onDaily: () => () => undefined,
    },
    record: (command) => (outcome, message) =>
      void noted.push(`${command.replace(/^docker -H \S+ /, '')}: ${outcome} ${message}`.trim()),
  });
  const ending = new AbortController();
  const transfers = new Map<string, ImageTransfer>();
  const checks = new Map<string, ImageCheck>();
  const waiting = new Set<() => void>();
  const tell = (): void => waiting.forEach((look) => look());
  follow(pulls.watch(ending.signal), transfers, ({ id }) => id, tell);
  follow(pulls.checks(ending.signal), checks, ({ reference }) => reference, tell);
  const when: Bench['when'] = (id, holds) =>
    new Promise((resolve) => {
      const look = (): void => {
        const transfer = transfers.get(id);
        if (transfer === undefined || !holds(transfer)) return;
        waiting.delete(look);
        resolve(transfer);
      };
      waiting.add(look);
      look();
    });
  return {
    ...{ pulls, noted, transfers, checks, when },
    end: (id) => when(id, ({ state }) => state !== 'running'),
    async close() {
      ending.abort();
      await pulls.close();
      await engine.close();
      fs.rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
