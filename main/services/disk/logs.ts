import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { record, text } from '../engine/loose';
import type { EngineClient } from '../engine/types';
import type { ContainerUse } from '../engine/system-df';
import { codeOf } from '../process/error-code';
import { msg } from '../../../texts/msg';
import { say, sayMsg } from '../../../texts/say';

export interface LogSizes {
  /** Bytes by container, with the files it was rotated to. */
  readonly sizes: ReadonlyMap<string, number>;
  /** Why not, or not all; empty: all that have one. */
  readonly problem: string;
}

const IN_FLIGHT = 4;
const MOST = 1000;
const ELSEWHERE = msg('The engine is not of this computer: the files of its logs cannot be read here.');
const NOT_PERMITTED = msg("Your user may not read the engine's folder: the sizes of logs cannot be read here.");

/** A file of the json-file driver, and that of this container: nothing else is looked at, whatever the engine says. */
const isLogOf = (file: string, id: string): boolean =>
  path.isAbsolute(file) && path.normalize(file) === file && path.basename(file) === `${id}-json.log`;

/** `local`: the engine's files may be this computer's. Rejects only when `signal` is aborted. */
export async function readLogSizes(
  client: EngineClient,
  containers: readonly ContainerUse[],
  local: boolean,
  signal: AbortSignal,
): Promise<LogSizes> {
  const sizes = new Map<string, number>();
  if (!local) return { sizes, problem: sayMsg(ELSEWHERE) };
  const waiting = containers.slice(0, MOST).map(({ id }) => id);
  let problem: string =
    containers.length > MOST ? say('Only the logs of the first {most} containers were looked at.', { most: MOST }) : '';
  const worker = async (): Promise<void> => {
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      signal.throwIfAborted();
      const file = await logPathOf(client, id, signal);
      if (!isLogOf(file, id)) continue;
      try {
        sizes.set(id, await sizeOf(file));
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? error.code : '';
        problem = code === 'EACCES' || code === 'EPERM' ? sayMsg(NOT_PERMITTED) : sayMsg(ELSEWHERE);
        // What holds for one holds for all.
        if (code === 'EACCES') waiting.length = 0;
      }
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
  return { sizes, problem };
}

const logPathOf = async (client: EngineClient, id: string, signal: AbortSignal): Promise<string> => {
  const request = { method: 'GET', path: `/containers/${encodeURIComponent(id)}/json`, signal } as const;
  return text(record(await client.json(request).catch(() => null)).LogPath);
};

async function sizeOf(file: string): Promise<number> {
  const folder = path.dirname(file);
  const base = path.basename(file);
  const first = await stat(file).catch(async (error: unknown) => {
    // One that has not said anything yet has no file, in a folder that is there.
    if (codeOf(error) === 'ENOENT') return stat(folder).then(() => null);
    throw error;
  });
  if (first === null) return 0;
  const rotated = (await readdir(folder)).filter((name) => name.startsWith(`${base}.`));
  const others = await Promise.all(
    rotated.map((name) =>
      stat(path.join(folder, name)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return others.reduce((total, size) => total + size, first.size);
}
