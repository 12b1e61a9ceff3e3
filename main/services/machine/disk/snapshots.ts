import { randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import type { MachineSnapshot } from '../../../contract/machine';
import { type Run, sizes } from './disk';
import { asDiskError, DiskError } from './disk-error';
import { codeOf } from '../../process/error-code';
import { removeLeftovers, syncFolder, temporaryName, writeDurably } from '../../process/durable-file';
import { copySparse } from './sparse-copy';
import { say } from '../../../../texts/say';

export interface SnapshotOptions {
  /** A folder per snapshot, named by its id, with `disk.img` and `snapshot.json`. Mode 0700. */
  readonly dir: string;
  /** The data disk. */
  readonly disk: string;
  /** For `cp`, which copies holes fastest. */
  readonly run: Run | null;
  readonly log: (line: string) => void;
  readonly now?: () => number;
}

export interface CreateOptions {
  readonly automatic?: boolean;
  readonly signal?: AbortSignal;
}

/**
 * Copies of the whole data disk. Nothing may write to the disk while one is made or restored: the machine is stopped (a
 * copy during which it changed is thrown away). One change at a time; a second waits. All throw DiskError.
 */
export interface Snapshots {
  /** `name`: one line for people, up to 100 characters. */
  create(name: string, options?: CreateOptions): Promise<MachineSnapshot>;
  /** The newest first. One whose description is damaged is among them. */
  list(): Promise<readonly MachineSnapshot[]>;
  /** Puts a copy in the disk's place, in the size it had then. The disk of now stays until the copy is whole. */
  restore(id: string, signal?: AbortSignal): Promise<void>;
  /** It is gone for good. */
  delete(id: string): Promise<void>;
  /** Removes what interrupted copies and deletions left behind; at each start. */
  clean(): Promise<void>;
}

const NAME_LENGTH = 100;
const ID_BYTES = 8;
const ID = /^[\da-f]{16}$/;
const IMAGE = 'disk.img';
const META = 'snapshot.json';
const META_LIMIT = 65_536;
/** Line breaks, terminal escapes, and what turns the direction of writing. */
const UNSHOWABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

const metaFile = v.object({ name: v.string(), createdAt: v.number(), automatic: v.boolean() });
type Meta = v.InferOutput<typeof metaFile>;

function checkName(name: string): string {
  const trimmed = name.trim();
  if (trimmed === '') throw new DiskError('bad-name', say('A snapshot needs a name.'));
  if (trimmed.length > NAME_LENGTH)
    throw new DiskError(
      'bad-name',
      say("A snapshot's name may have {nameLength} characters at most.", { nameLength: NAME_LENGTH }),
    );
  if (UNSHOWABLE.test(trimmed))
    throw new DiskError('bad-name', say("A snapshot's name must be one line without control characters."));
  return trimmed;
}

export function createSnapshots(options: SnapshotOptions): Snapshots {
  const { dir, disk, log } = options;
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
  return {
    create: (name, more = {}) => inTurn(() => create(options, name, more)),
    list: () => list(dir),
    restore: (id, signal) => inTurn(() => restore(options, id, signal ?? null)),
    delete: (id) => inTurn(() => remove(dir, id)),
    clean: () =>
      inTurn(async () => {
        const ours = (name: string): boolean => name.startsWith(`${path.basename(disk)}.tmp-`);
        const removed = [...(await removeLeftovers(dir)), ...(await removeLeftovers(path.dirname(disk), ours))];
        for (const name of removed) log(`snapshots: removed ${name}, which an interruption left behind`);
      }).catch((error: unknown) => {
        throw asDiskError(error, say('What interrupted snapshots left behind was not removed'));
      }),
  };
}

async function create(options: SnapshotOptions, name: string, more: CreateOptions): Promise<MachineSnapshot> {
  const { dir, disk, run, now = Date.now } = options;
  const meta: Meta = { name: checkName(name), createdAt: now(), automatic: more.automatic ?? false };
  const what = say('The snapshot “{name}” was not made', { name: meta.name });
  if ((await sizes(disk)) === null) throw new DiskError('absent', say('{what}: there is no disk yet.', { what }));
  const id = randomBytes(ID_BYTES).toString('hex');
  const temp = temporaryName(path.join(dir, id));
  try {
    await fs.mkdir(temp, { recursive: true, mode: 0o700 });
    await copySparse({ from: disk, to: path.join(temp, IMAGE), run, signal: more.signal ?? null, what });
    await writeDurably(path.join(temp, META), `${JSON.stringify(meta, null, 2)}\n`);
    // Both files become a snapshot by this one step.
    await fs.rename(temp, path.join(dir, id));
    await syncFolder(dir);
  } catch (error) {
    await fs.rm(temp, { recursive: true, force: true }).catch(() => undefined);
    throw asDiskError(error, what);
  }
  return { id, ...meta, sizeBytes: (await sizes(imageOf(dir, id)))?.realBytes ?? 0 };
}

const imageOf = (dir: string, id: string): string => path.join(dir, id, IMAGE);

async function list(dir: string): Promise<readonly MachineSnapshot[]> {
  const names = await fs.readdir(dir).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return [];
    throw asDiskError(error, say('The snapshots cannot be listed'));
  });
  const found = await Promise.all(names.filter((name) => ID.test(name)).map((id) => read(dir, id)));
  return found.filter((snapshot) => snapshot !== null).sort((a, b) => b.createdAt - a.createdAt);
}

/** Null: no disk in it, so nothing that could be restored. */
async function read(dir: string, id: string): Promise<MachineSnapshot | null> {
  const stat = await fs.lstat(imageOf(dir, id)).catch(() => null);
  if (stat?.isFile() !== true) return null;
  const sizeBytes = (await sizes(imageOf(dir, id)))?.realBytes ?? 0;
  const meta = await readMeta(path.join(dir, id, META));
  return { id, ...(meta ?? { name: `Unnamed (${id})`, createdAt: stat.mtimeMs, automatic: false }), sizeBytes };
}

async function readMeta(file: string): Promise<Meta | null> {
  try {
    if ((await fs.stat(file)).size > META_LIMIT) return null;
    const value: unknown = JSON.parse(await fs.readFile(file, 'utf8'));
    const { success, output } = v.safeParse(metaFile, value);
    return success ? { ...output, name: shown(output.name) } : null;
  } catch {
    return null;
  }
}

/** Also where the file was changed by other hands. */
const shown = (name: string): string => name.replace(new RegExp(UNSHOWABLE, 'gu'), '?').slice(0, NAME_LENGTH);

async function present(dir: string, id: string): Promise<MachineSnapshot> {
  // Only then is it a part of a path.
  const found = ID.test(id) ? await read(dir, id) : null;
  if (found === null) throw new DiskError('absent', say('There is no such snapshot any more.'));
  return found;
}

async function restore({ dir, disk, run }: SnapshotOptions, id: string, signal: AbortSignal | null): Promise<void> {
  const { name } = await present(dir, id);
  const what = say('The snapshot “{name}” was not restored, the disk is as it was', { name });
  const temp = temporaryName(disk);
  try {
    await copySparse({ from: imageOf(dir, id), to: temp, run, signal, what });
    // It takes the old disk's place in one step; until then that is untouched.
    await fs.rename(temp, disk);
    await syncFolder(path.dirname(disk));
  } catch (error) {
    await fs.rm(temp, { force: true }).catch(() => undefined);
    throw asDiskError(error, what);
  }
}

async function remove(dir: string, id: string): Promise<void> {
  const { name } = await present(dir, id);
  // Under this name it is no snapshot any more, and the next start ends what was begun.
  const temp = temporaryName(path.join(dir, id));
  try {
    await fs.rename(path.join(dir, id), temp);
    await fs.rm(temp, { recursive: true });
    await syncFolder(dir);
  } catch (error) {
    throw asDiskError(error, say('The snapshot “{name}” was not deleted', { name }));
  }
}
