import * as v from 'valibot';
import type { FileKind } from '../../contract/files';
import { type EngineClient, EngineError, type EngineRequest } from '../engine/types';
import { say } from '../../../texts/say';

/** What the engine says of one path without giving its content. */
export interface Stat {
  readonly kind: FileKind;
  readonly size: number;
  readonly mode: number;
  /** ms since the epoch. */
  readonly mtime: number;
  /** Where a symlink leads in the end, within the container's root. */
  readonly linkTarget: string;
}

const answer = v.object({
  size: v.number(),
  mode: v.number(),
  mtime: v.string(),
  linkTarget: v.fallback(v.string(), ''),
});

/** Go's file mode: its own bits above the nine of the permissions. */
const KINDS: readonly (readonly [bit: number, kind: FileKind])[] = [
  [31, 'dir'],
  [27, 'symlink'],
  [26, 'device'],
  [25, 'fifo'],
  [24, 'socket'],
  [19, 'other'],
];
const SPECIAL: readonly (readonly [bit: number, mode: number])[] = [
  [23, 0o4000],
  [22, 0o2000],
  [20, 0o1000],
];

/** A mode has 32 bits and JavaScript's operators know no sign-free ones. */
const has = (mode: number, bit: number): boolean => Math.floor(mode / 2 ** bit) % 2 === 1;

/** Throws EngineError `malformed`. */
export function readStat(header: string): Stat {
  try {
    const { size, mode, mtime, linkTarget } = v.parse(
      answer,
      JSON.parse(Buffer.from(header, 'base64').toString('utf8')),
    );
    const kind = KINDS.find(([bit]) => has(mode, bit))?.[1] ?? 'file';
    const special = SPECIAL.reduce((sum, [bit, value]) => sum + (has(mode, bit) ? value : 0), 0);
    const time = Date.parse(mtime);
    return {
      ...{ kind, size: kind === 'file' ? size : 0, mode: (mode % 0o1000) + special },
      ...{ mtime: Number.isNaN(time) ? 0 : time, linkTarget },
    };
  } catch {
    throw new EngineError('malformed', say('What the engine says of a file cannot be read.'));
  }
}

export const archiveRequest = (containerId: string, path: string, signal?: AbortSignal): EngineRequest => ({
  method: 'GET',
  path: `/containers/${encodeURIComponent(containerId)}/archive`,
  query: { path },
  ...(signal && { signal }),
});

const isMissing = (error: unknown): boolean =>
  error instanceof EngineError &&
  error.kind === 'refused' &&
  (error.status === 404 || /not a directory|no such file/i.test(error.message));

/**
 * null: nothing is there. The link at the end of the path is not followed, those before it are. Rejects with EngineError, 404
 * when there is no such container.
 */
export async function stat(
  client: EngineClient,
  containerId: string,
  path: string,
  signal?: AbortSignal,
): Promise<Stat | null> {
  const request = archiveRequest(containerId, path, signal);
  try {
    const response = await client.stream({ ...request, method: 'HEAD' });
    const header = response.headers['x-docker-container-path-stat'];
    response.destroy();
    return readStat(String(header));
  } catch (error) {
    if (!(error instanceof EngineError) || error.kind !== 'refused') throw error;
    return whyRefused(client, containerId, request);
  }
}

/** The answer to a HEAD has no words: they are asked for. */
async function whyRefused(client: EngineClient, containerId: string, request: EngineRequest): Promise<null> {
  try {
    const response = await client.stream(request);
    response.destroy();
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  const { signal } = request;
  await client.text({
    ...{ method: 'GET', path: `/containers/${encodeURIComponent(containerId)}/json` },
    ...(signal && { signal }),
  });
  return null;
}
