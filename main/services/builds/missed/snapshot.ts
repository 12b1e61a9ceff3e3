import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import * as v from 'valibot';
import { writeDurably } from '../../process/durable-file';
import type { Context } from '../context/context';
import { walk } from '../context/walk';

/** What the files of a context were like: by path, their size, time and mode in one word. */
export type Snapshot = ReadonlyMap<string, string>;

/** Of one folder and Dockerfile, by one builder. */
export interface SnapshotPlace {
  readonly folder: string;
  readonly dockerfile: string;
  readonly builder: string;
}

/** The last context of each Dockerfile, on the disk. */
export interface Snapshots {
  /** null: none is known. */
  load(place: SnapshotPlace): Promise<Snapshot | null>;
  save(place: SnapshotPlace, snapshot: Snapshot): Promise<void>;
}

/** More are not compared. */
const MOST_FILES = 50_000;
const MOST_SNAPSHOTS = 50;
const OWNER_ONLY = 0o700;

const pack = promisify(gzip);
const unpack = promisify(gunzip);
const stored = v.array(v.tuple([v.string(), v.string()]));

/** null: there are too many files, or not all of them can be looked at. */
export async function takeSnapshot({ root, ignore }: Context, signal: AbortSignal): Promise<Snapshot | null> {
  const files = new Map<string, string>();
  for await (const { entries } of walk(root, ignore, signal)) {
    for (const { path: name, stat } of entries)
      if (!stat.isDirectory()) files.set(name, `${String(stat.size)} ${String(stat.mtimeMs)} ${stat.mode.toString(8)}`);
    if (files.size > MOST_FILES) return null;
  }
  return signal.aborted ? null : files;
}

async function trim(dir: string): Promise<void> {
  const names = await fs.readdir(dir);
  if (names.length <= MOST_SNAPSHOTS) return;
  const aged = await Promise.all(
    names.map(async (name) => ({ name, at: (await fs.stat(path.join(dir, name)).catch(() => null))?.mtimeMs ?? 0 })),
  );
  const old = aged.sort((a, b) => b.at - a.at).slice(MOST_SNAPSHOTS);
  for (const { name } of old) await fs.rm(path.join(dir, name), { force: true });
}

export function openSnapshots(dataDir: string): Snapshots {
  const dir = path.join(dataDir, 'builds', 'contexts');
  const fileOf = ({ folder, dockerfile, builder }: SnapshotPlace): string =>
    path.join(dir, `${createHash('sha256').update(`${folder}\0${dockerfile}\0${builder}`).digest('hex')}.gz`);
  return {
    async load(place) {
      const packed = await fs.readFile(fileOf(place)).catch(() => null);
      if (packed === null) return null;
      try {
        return new Map(v.parse(stored, JSON.parse((await unpack(packed)).toString('utf8'))));
      } catch {
        // It is only a memory.
        return null;
      }
    },
    async save(place, snapshot) {
      await fs.mkdir(dir, { recursive: true, mode: OWNER_ONLY });
      await writeDurably(fileOf(place), await pack(JSON.stringify([...snapshot])));
      await trim(dir);
    },
  };
}

/** Paths that came, went or are others, in order. */
export function changesBetween(before: Snapshot, after: Snapshot): readonly string[] {
  const changed = [...after].filter(([name, facts]) => before.get(name) !== facts).map(([name]) => name);
  const gone = [...before.keys()].filter((name) => !after.has(name));
  return [...changed, ...gone].sort();
}
