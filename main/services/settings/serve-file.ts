import type { SettingsNotice, SettingsState } from '../../contract/settings';
import { writeUnlessProtected } from '../process/durable-file';
import { valueOf } from './change';
import { moveAside } from './keep-aside';
import { newerNotice, noticeOf, type Opened, words } from './open-file';
import { problemsOf } from './problems';
import { type Raw, readStored, type Stored } from './read-file';

/** A change of ours, made again where somebody else changed the file before it was written. */
type Edit = (raw: Raw) => Raw;

export interface ServedFile {
  readonly state: () => SettingsState;
  readonly onChange: (listener: () => void) => () => void;
  /** Holds at once; resolves once it is on disk, or is known not to get there. Never rejects. */
  readonly apply: (edit: Edit) => Promise<void>;
  /** Takes over what somebody else made of the file; what is ours in it is told from it by its content. Never rejects. */
  readonly reread: () => Promise<void>;
  readonly settled: () => Promise<void>;
}

/** Where nothing can be written, changes live in memory; as many are made again once somebody else has written. */
const MOST_EDITS = 1000;

/** For editors that complete and check. */
const SCHEMA = './settings.schema.json';

interface Held {
  raw: Raw;
  state: SettingsState;
  /** Not on disk yet. */
  edits: Edit[];
  /** The file's content as it was last read or written; null: none. */
  seen: Buffer | null;
  writable: boolean;
  /** Somebody's edit that cannot be read: kept aside before it is written over. */
  broken: boolean;
}

const same = (a: Buffer | null, b: Buffer | null): boolean => (a === null || b === null ? a === b : a.equals(b));
const without = (notices: readonly SettingsNotice[], ...kinds: readonly SettingsNotice['kind'][]): SettingsNotice[] =>
  notices.filter(({ kind }) => !kinds.includes(kind));

const stateOf = (raw: Raw, notices: readonly SettingsNotice[], file: string): SettingsState => ({
  value: valueOf(raw),
  notices: [...notices],
  // A newer Slipway's settings are none of ours.
  problems: notices.some(({ kind }) => kind === 'newer') ? [] : problemsOf(raw),
  file,
});

type Tell = (notices: readonly SettingsNotice[]) => void;

export function serveFile({ file, raw, notices, writable, bytes }: Opened, log: (line: string) => void): ServedFile {
  const listeners = new Set<() => void>();
  const held: Held = {
    ...{ raw, edits: [], seen: bytes, writable, broken: false },
    state: stateOf(raw, notices, file),
  };
  let queue: Promise<void> = Promise.resolve();
  const enqueue = (work: () => Promise<void>): Promise<void> => (queue = queue.then(work));
  const tell: Tell = (told) => {
    held.state = stateOf(held.raw, told, file);
    for (const listener of listeners) listener();
  };
  const saveEdits = (): Promise<void> => save({ file, held, tell, log });
  return {
    state: () => held.state,
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    apply: (edit) => {
      held.raw = edit(held.raw);
      held.edits = [...held.edits, edit].slice(-MOST_EDITS);
      tell(held.state.notices);
      return enqueue(saveEdits);
    },
    reread: () =>
      enqueue(async () => {
        await takeOver(file, held, tell);
        // What could not be written before. Who is in the midst of an edit is left in peace.
        if (!held.broken) await saveEdits();
      }),
    settled: () => queue,
  };
}

interface Saving {
  readonly file: string;
  readonly held: Held;
  readonly tell: Tell;
  readonly log: (line: string) => void;
}

/** Writes the newest state; a change whose state was written with a later one is saved already. */
async function save({ file, held, tell, log }: Saving): Promise<void> {
  if (held.edits.length === 0) return;
  await takeOver(file, held, tell);
  if (!held.writable) return;
  const edits = held.edits.splice(0);
  const others = (): SettingsNotice[] => without(held.state.notices, 'read-only');
  try {
    if (held.broken) tell(await keepBroken(file, held));
    const content = Buffer.from(`${JSON.stringify({ $schema: SCHEMA, ...held.raw }, null, 2)}\n`);
    await writeUnlessProtected(file, content.toString());
    held.seen = content;
    if (others().length < held.state.notices.length) tell(others());
  } catch (error) {
    held.edits = [...edits, ...held.edits].slice(-MOST_EDITS);
    log(`settings: not saved: ${words(error)}`);
    tell([...others(), noticeOf('read-only', file, { detail: words(error) })]);
  }
}

async function keepBroken(file: string, held: Held): Promise<SettingsNotice[]> {
  const keptAs = await moveAside(file, new Date());
  held.broken = false;
  held.seen = null;
  return held.state.notices.map((notice) => (notice.kind === 'edit' ? { ...notice, keptAs } : notice));
}

async function takeOver(file: string, held: Held, tell: Tell): Promise<void> {
  const stored = await readStored(file);
  const bytes = 'bytes' in stored ? stored.bytes : null;
  if (same(bytes, held.seen)) return;
  held.seen = bytes;
  const rest = without(held.state.notices, 'edit', 'newer', 'read-only', 'corrupt');
  switch (stored.type) {
    // What is in use stays in use, and is written whole with the next change.
    case 'absent':
    case 'unreadable':
      return;
    case 'corrupt':
      held.broken = true;
      held.writable = true;
      tell([...without(held.state.notices, 'edit'), noticeOf('edit', file, stored)]);
      return;
    case 'newer':
    case 'good':
      tell([...rest, ...(await adopted(file, held, stored))]);
  }
}

async function adopted(
  file: string,
  held: Held,
  stored: Extract<Stored, { type: 'good' | 'newer' }>,
): Promise<SettingsNotice[]> {
  held.broken = false;
  held.writable = stored.type === 'good';
  const notices = stored.type === 'newer' ? [await newerNotice(file, stored.version)] : [];
  // After the wait: changes may have come meanwhile.
  held.raw = held.edits.reduce((before, edit) => edit(before), stored.raw);
  return notices;
}
