import type { IncomingHttpHeaders } from 'node:http';
import * as v from 'valibot';
import { containerPath } from '../engine/container-path';
import { type EngineClient, EngineError } from '../engine/types';

export interface FoundShell {
  readonly name: string;
  readonly path: string;
}

/** Where shells live, the most comfortable first; `/busybox` is that of images without a system's folders. */
const PLACES: readonly (readonly [name: string, paths: readonly string[]])[] = [
  ['bash', ['/bin/bash', '/usr/bin/bash', '/usr/local/bin/bash']],
  ['zsh', ['/bin/zsh', '/usr/bin/zsh', '/usr/local/bin/zsh']],
  ['ash', ['/bin/ash', '/busybox/ash']],
  ['sh', ['/bin/sh', '/usr/bin/sh', '/busybox/sh']],
];

const file = v.object({ mode: v.number(), linkTarget: v.fallback(v.string(), '') });

/** Bits of the `mode` that the engine tells: its language's, not the system's. */
const DIRECTORY = 0x8000_0000;
const LINK = 0x0800_0000;
const EXECUTABLE = 0o111;
const MOST_LINKS = 8;

/** Shells in a container, running or not; files are looked at, nothing is run. Rejects with EngineError. */
export async function findShells(client: EngineClient, container: string, signal: AbortSignal): Promise<FoundShell[]> {
  const look = async (name: string, paths: readonly string[]): Promise<FoundShell[]> => {
    for (const path of paths) if (await isProgram({ client, container, signal }, path, 0)) return [{ name, path }];
    return [];
  };
  const found = await Promise.all(PLACES.map(([name, paths]) => look(name, paths)));
  return found.flat();
}

interface Place {
  readonly client: EngineClient;
  readonly container: string;
  readonly signal: AbortSignal;
}

async function isProgram(place: Place, path: string, links: number): Promise<boolean> {
  const stat = await statOf(place, path);
  if (stat === null) return false;
  if (has(stat.mode, LINK))
    return links < MOST_LINKS && stat.linkTarget !== '' && isProgram(place, stat.linkTarget, links + 1);
  return !has(stat.mode, DIRECTORY) && has(stat.mode, EXECUTABLE);
}

const has = (mode: number, bits: number): boolean => (mode & bits) !== 0;

/** Null: there is no such file. */
async function statOf({ client, container, signal }: Place, path: string): Promise<v.InferOutput<typeof file> | null> {
  const request = { method: 'HEAD', path: containerPath(container, 'archive'), query: { path }, signal } as const;
  try {
    const response = await client.stream(request);
    response.destroy();
    return readStat(response.headers);
  } catch (error) {
    if (error instanceof EngineError && error.kind === 'refused' && error.status === 404) return null;
    throw error;
  }
}

function readStat(headers: IncomingHttpHeaders): v.InferOutput<typeof file> | null {
  const header = headers['x-docker-container-path-stat'];
  if (typeof header !== 'string') return null;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), file), Buffer.from(header, 'base64').toString('utf8'));
  return parsed.success ? parsed.output : null;
}
