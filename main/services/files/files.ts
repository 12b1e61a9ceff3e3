import type { FileChange, FileSource, ListItem, ReadItem, ResolvedFile } from '../../contract/files';
import type { RecordCommand } from '../engine/noted';
import type { EngineClient } from '../engine/types';
import type { Transfers } from '../shell/transfers';
import { type Bulk, createBulk } from './bulk';
import { changes } from './changes';
import { runTool } from './exec';
import { FileFault } from '../helpers/file-fault';
import { createHelpers } from './helpers';
import { inspect } from './inspect';
import { list, type ListWish } from './list';
import { createMemory, type Memory } from './memory';
import { join, normal, parentOf } from './paths';
import { type HeldPlace, hold, withPlace } from './places';
import { read } from './read';
import { createRecorded, type Recorded } from './recorded';
import { resolve } from './resolve';
import { stat } from './stat';
import type { FilesEngine } from './types';
import { checkWritable, type Edit, saveText } from './write';
import { say } from '../../../texts/say';

/** All that can be done with the files of containers, images and volumes. Rejects with EngineError or FileFault. */
export interface Files extends Bulk {
  list(wish: ListWish, signal: AbortSignal): AsyncIterable<ListItem>;
  resolve(source: FileSource, path: string, signal: AbortSignal): Promise<ResolvedFile>;
  read(source: FileSource, wish: { path: string; limit: number }, signal: AbortSignal): AsyncIterable<ReadItem>;
  /** Hash of the new content. */
  save(source: FileSource, edit: Edit): Promise<string>;
  remove(id: string, path: string): Promise<void>;
  rename(id: string, path: string, name: string): Promise<void>;
  changes(id: string, signal: AbortSignal): AsyncIterable<{ imageId: string; changes: FileChange[] }>;
  /** Lets go of a volume that is deleted or changed as a whole, and forgets what is remembered of it. */
  letGoVolume(name: string): Promise<void>;
  close(): Promise<void>;
}

export interface FilesOptions {
  readonly engine: FilesEngine;
  readonly record: RecordCommand;
  readonly log: (line: string) => void;
  readonly transfers: Transfers;
}

interface Parts {
  readonly client: EngineClient;
  readonly memory: Memory;
  readonly recorded: Recorded;
  readonly hold: (source: FileSource) => Promise<HeldPlace>;
}

export function createFiles({ engine, record, log, transfers }: FilesOptions): Files {
  const { client } = engine;
  const memory = createMemory();
  const helpers = createHelpers(client, log);
  const parts: Parts = {
    ...{ client, memory, recorded: createRecorded(engine, record) },
    hold: (source) => hold(client, helpers, source),
  };
  const stop = engine.subscribe({
    // Another engine's files must not stand under this one's.
    connected: () => memory.clear(),
    event: () => undefined,
    disconnected: () => undefined,
  });
  return {
    ...createBulk({ ...parts, transfers }),
    async *list(wish, signal) {
      const place = await parts.hold(wish.source);
      try {
        const skewMs = engine.state().status.clockSkewMs;
        yield* list({ wish, memory, asking: { client, place, signal }, skewMs });
      } finally {
        place.release();
      }
    },
    resolve: (source, path, signal) =>
      withPlace(parts.hold(source), (place) => resolve({ client, place, signal }, path)),
    async *read(source, { path, limit }, signal) {
      const place = await parts.hold(source);
      try {
        yield* read({ client, place, signal }, path, limit);
      } finally {
        place.release();
      }
    },
    save: (source, edit) => save(parts, source, edit),
    remove: (id, path) => remove(parts, id, path),
    rename: (id, path, name) => rename(parts, { id, path, name }),
    changes: (id, signal) => changes(client, id, signal),
    async letGoVolume(name) {
      memory.forgetAll({ kind: 'volume', name });
      await helpers.dropVolume(name);
    },
    async close() {
      stop();
      await helpers.close();
    },
  };
}

async function save({ client, memory, recorded, hold: held }: Parts, source: FileSource, edit: Edit): Promise<string> {
  checkWritable(source);
  const folder = parentOf(normal(edit.path));
  const name = normal(edit.path).slice(folder.length).replace(/^\//, '');
  return recorded(source, { do: 'upload', folder, name }, () =>
    withPlace(held(source), (place) => saveText({ client, place }, edit)).finally(() => memory.forget(source, folder)),
  );
}

/** Runs a program for a path that is there; `/` itself is never meant. */
async function run({ client, memory, recorded }: Parts, id: string, argv: readonly string[]): Promise<void> {
  const source = { kind: 'container', id } as const;
  const path = argv.find((word) => word.startsWith('/')) ?? '/';
  await recorded(source, { do: 'run', argv }, () => runTool(client, id, argv)).finally(() =>
    memory.forget(source, parentOf(path)),
  );
}

async function remove(parts: Parts, id: string, wanted: string): Promise<void> {
  const path = normal(wanted);
  if (path === '/') throw new FileFault('tool-failed', path, say('The root folder cannot be deleted.'));
  await run(parts, id, ['rm', '-rf', '--', path]);
}

async function rename(
  parts: Parts,
  { id, path: wanted, name }: { id: string; path: string; name: string },
): Promise<void> {
  const path = normal(wanted);
  const to = join(parentOf(path), name);
  const { id: containerId } = await inspect(parts.client, id);
  const there = await stat(parts.client, containerId, to);
  if (there !== null) throw new FileFault('exists', to, there.kind);
  // -n: what has come into the way meanwhile is not replaced.
  await run(parts, id, ['mv', '-n', '--', path, to]);
}
