import { failureMessage } from '../../engine/noted';
import type { EngineClient } from '../../engine/types';
import { finder, readNamed } from '../members';
import type { HeldContainer, Store, StoredSet } from '../store';
import type { StartSetsOptions } from '../types';
import { HELD, type Held, isSamePolicy, readHeld, setPolicy, startsByItself } from './policy';
import { lastNameOf, recordsOf, type Records, rememberNames } from './records';
import { msg } from '../../../../texts/msg';
import { say, sayMsg } from '../../../../texts/say';

/** What is known of one engine's containers beside what is on the disk. */
export interface Memory {
  /** Looked at since something was last told of them. */
  readonly checked: Set<string>;
  /** Of a held member, and of a policy that needs no holding. */
  readonly plain: Set<string>;
  /** Of those that are held. */
  readonly destroyed: Set<string>;
}

export interface Problem {
  readonly name: string;
  readonly words: string;
  /** Ids of those that hold it; none: it is to be let go. */
  readonly sets: readonly string[];
}

export interface PassParts {
  readonly options: Pick<StartSetsOptions, 'engine' | 'record' | 'projects' | 'onHold'>;
  readonly store: Store;
  readonly client: EngineClient;
  /** Of the engine. */
  readonly key: string;
  readonly memory: Memory;
}

interface Pass extends PassParts {
  readonly records: Records;
  readonly signal: AbortSignal;
}

/** So long it is remembered what is not found: another engine may have answered by the same key. */
const KEPT_MS = 30 * 24 * 3600 * 1000;

const THEIRS = msg('keeps the restart policy that it was given meanwhile');

/**
 * Brings what is held back and what the sets want together, container by container; resolves with what could not be done. Rejects
 * with EngineError when the engine cannot be asked for its list.
 */
export async function runPass(parts: PassParts, signal: AbortSignal): Promise<readonly Problem[]> {
  const { store, client, key } = parts;
  const pass: Pass = { ...parts, records: recordsOf(store, key), signal };
  const sets = store.data().sets.filter(({ engine, holdBack }) => engine === key && holdBack);
  if (sets.length === 0 && pass.records.all().length === 0) return [];
  const wanted = await wantedBy(
    pass,
    sets,
    await client.json({ method: 'GET', path: '/containers/json', query: { all: 1 }, signal }),
  );
  const problems: Problem[] = [];
  const each = async (name: string, holders: readonly string[], work: () => Promise<void>): Promise<void> => {
    if (signal.aborted) return;
    try {
      await work();
    } catch (error) {
      problems.push({
        name,
        words: say('could not be dealt with: {error}', { error: failureMessage(error) }),
        sets: holders,
      });
    }
  };
  for (const [id, { name, holders }] of wanted) {
    await each(name, holders, () => hold(pass, id));
    if (pass.records.of(id)?.state === 'theirs') problems.push({ name, words: sayMsg(THEIRS), sets: holders });
  }
  for (const record of pass.records.all())
    if (!wanted.has(record.id)) await each(record.name, [], () => letGo(pass, record));
  return problems;
}

interface Wanted {
  readonly name: string;
  readonly holders: readonly string[];
}

/** By container id. */
async function wantedBy(
  { store, options, key }: Pass,
  sets: readonly StoredSet[],
  json: unknown,
): Promise<Map<string, Wanted>> {
  const { projects } = options;
  const keys = sets.flatMap(({ members }) =>
    members.filter(({ kind }) => kind === 'project').map((one) => one.subject),
  );
  const known = [...new Set(keys)].map((each) => ({ key: each, name: projects.nameOf(each) }));
  await rememberNames(
    store,
    key,
    known.flatMap((one) => (one.name === null ? [] : [{ key: one.key, name: one.name }])),
  );
  const nameOf = (each: string): string | null => projects.nameOf(each) ?? lastNameOf(store.data(), key, each);
  const find = finder(readNamed(json), ({ project }) => project, nameOf);
  const wanted = new Map<string, Wanted>();
  for (const { id: set, members } of sets)
    for (const { id, name } of members.flatMap(find)) {
      const holders = wanted.get(id)?.holders ?? [];
      wanted.set(id, { name, holders: [...new Set([...holders, set])] });
    }
  return wanted;
}

async function hold(pass: Pass, id: string): Promise<void> {
  const { client, records, memory, signal } = pass;
  if (memory.checked.has(id)) return;
  const seen = await readHeld(client, id, signal);
  if (seen === null) return;
  const record = records.of(id);
  if (record === null) await holdFirst(pass, seen);
  else await holdOn(pass, record, seen);
  memory.checked.add(id);
}

async function holdFirst(pass: Pass, seen: Held): Promise<void> {
  const { records, memory } = pass;
  const { id, name, policy } = seen;
  const old = seen.recreated && isSamePolicy(policy, HELD) ? ownerOfName(records, seen) : null;
  if (old !== null) {
    // Its policy is that of the one it replaced, which was held, and may take its place again.
    await records.put({ id, name, policy: old.policy, state: 'held' });
  } else if (!startsByItself(policy)) memory.plain.add(id);
  else if (memory.plain.has(id)) await records.put({ id, name, policy, state: 'theirs' });
  else {
    await records.put({ id, name, policy, state: 'meant' });
    await change(pass, seen);
  }
}

const ownerOfName = (records: Records, { id, name }: Held): HeldContainer | null =>
  records.all().findLast((one) => one.name === name && one.id !== id && one.state !== 'theirs') ?? null;

/** The policy it has is on the disk by now. */
async function change({ options, client, records }: Pass, { id, name, policy }: Held): Promise<void> {
  await options.onHold?.(name);
  await setPolicy(options, client, { id, name }, HELD);
  await records.put({ id, name, policy, state: 'held' });
}

async function holdOn(pass: Pass, record: HeldContainer, seen: Held): Promise<void> {
  const { records } = pass;
  if (record.state === 'theirs') return;
  if (isSamePolicy(seen.policy, HELD)) {
    // Ended between the change and its note.
    if (record.state === 'meant') await records.put({ ...record, state: 'held' });
  } else if (record.state === 'meant' && isSamePolicy(seen.policy, record.policy)) await change(pass, seen);
  else await records.put({ ...record, state: 'theirs' });
}

async function letGo(pass: Pass, record: HeldContainer): Promise<void> {
  const { options, client, records, memory, signal } = pass;
  const { id, policy, state, at } = record;
  memory.checked.delete(id);
  if (memory.destroyed.delete(id) || state === 'theirs') {
    await records.drop(id);
    return;
  }
  const seen = await readHeld(client, id, signal);
  if (seen === null || seen.kept) {
    if (Date.now() - at > KEPT_MS) await records.drop(id);
    return;
  }
  // Whoever gave it another one meanwhile keeps theirs.
  if (isSamePolicy(seen.policy, HELD)) await setPolicy(options, client, seen, policy);
  await records.drop(id);
}
