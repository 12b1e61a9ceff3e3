import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import type { Dockerd } from '../../testing/dockerd.mjs';
import { raw } from '../../testing/raw-request.mjs';
import { createContainers } from './engine';

const RECORDED = 20;

/** The part of a `/containers/json` entry that the replay varies. */
interface Entry {
  Id: string;
  Names: string[];
  State: string;
  Status: string;
}

export interface RecordedEngine {
  readonly url: string;
  /** Pauses or unpauses one container and says so on `/events`. */
  toggle(index: number): void;
  close(): void;
}

const isListed = (value: unknown): value is Entry[] => Array.isArray(value) && value.length > 0;

export interface Recording {
  /** A `/containers/json` body. */
  readonly list: string;
  /** Other bodies by path. */
  readonly answers: Readonly<Record<string, string>>;
}

/** What a real engine answers of some containers, which are made for it. */
export async function recordEngine(engine: Dockerd): Promise<Recording> {
  await createContainers(engine, RECORDED);
  const list = await raw(engine.socket, 'GET', '/containers/json?all=1');
  const answers: Record<string, string> = {};
  for (const at of ['/version', '/info']) answers[at] = await raw(engine.socket, 'GET', at);
  return { list, answers };
}

/**
 * Replays a real engine's answers for many containers: the entries of its list are repeated under new ids and names up
 * to `count`.
 */
export async function replay({ list, answers }: Recording, count: number): Promise<RecordedEngine> {
  const source: unknown = JSON.parse(list);
  if (!isListed(source)) throw new Error('the recording holds no container');
  const entries = Array.from({ length: count }, (_, index) => ({
    ...(source[index % source.length] ?? source[0]),
    Id: index.toString(16).padStart(64, '0'),
    Names: [`/replay-${String(index).padStart(5, '0')}`],
    State: 'running',
    Status: 'Up 2 hours',
  }));
  const byId = new Map(entries.map((entry) => [entry.Id, entry]));
  const listeners = new Set<http.ServerResponse>();
  const server = http.createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://engine');
    const route = url.pathname.replace(/^\/v1\.\d+/, '');
    response.setHeader('Api-Version', '1.41');
    response.setHeader('content-type', 'application/json');
    if (route === '/events') {
      response.flushHeaders();
      listeners.add(response);
      response.once('close', () => listeners.delete(response));
    } else if (route === '/containers/json') {
      const filters = JSON.parse(url.searchParams.get('filters') ?? '{}') as { id?: string[] | Record<string, true> };
      const ids = Array.isArray(filters.id) ? filters.id : filters.id && Object.keys(filters.id);
      response.end(JSON.stringify(ids === undefined ? entries : ids.flatMap((id) => byId.get(id) ?? [])));
    } else {
      response.statusCode = route in answers || route === '/_ping' ? 200 : 404;
      response.end(route === '/_ping' ? 'OK' : (answers[route] ?? '{"message":"not recorded"}'));
    }
  });
  const socket = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-replay-')), 'docker.sock');
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  return {
    url: `unix://${socket}`,
    toggle: (index) => {
      const entry = entries[index % count];
      if (entry === undefined) return;
      const paused = entry.State === 'running';
      entry.State = paused ? 'paused' : 'running';
      entry.Status = paused ? 'Up 2 hours (Paused)' : 'Up 2 hours';
      const now = Date.now();
      const event = {
        Type: 'container',
        Action: paused ? 'pause' : 'unpause',
        Actor: { ID: entry.Id, Attributes: { name: entry.Names[0]?.slice(1) } },
        time: Math.floor(now / 1000),
        timeNano: now * 1e6,
      };
      for (const listener of listeners) listener.write(`${JSON.stringify(event)}\n`);
    },
    close: () => {
      server.closeAllConnections();
      server.close();
      fs.rmSync(path.dirname(socket), { recursive: true, force: true });
    },
  };
}
