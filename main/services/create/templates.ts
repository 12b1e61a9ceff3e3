import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import type { TemplateRow } from '../../contract/create';
import { type ContainerSpec, containerSpec } from '../../contract/spec';
import { writeUnlessProtected } from '../process/durable-file';
import { emptySpec } from '../../contract/empty-spec';
import { isAbsent } from './binds';
import type { CreateOptions } from './types';
import { say } from '../../../texts/say';

const VERSION = 1;
const MOST = 1000;

/** A template could not be written down; `message` says why. */
export class NotSaved extends Error {
  override readonly name = 'NotSaved';
}

const stored = v.object({ id: v.string(), name: v.string(), savedAt: v.number(), spec: v.unknown() });
type Stored = v.InferOutput<typeof stored>;
const storedFile = v.object({ version: v.number(), templates: v.array(stored) });

export interface Templates {
  rows(): TemplateRow[];
  onChange(listener: () => void): () => void;
  get(id: string): Promise<ContainerSpec | null>;
  /** Its id. This and the next reject with NotSaved. */
  save(name: string, spec: ContainerSpec): Promise<string>;
  rename(id: string, name: string): Promise<void>;
  remove(id: string): Promise<void>;
}

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A template of an earlier Slipway lacks the fields that came since. */
function filled(blank: unknown, said: unknown): unknown {
  if (said === undefined) return blank;
  if (!isFields(blank) || !isFields(said)) return said;
  return Object.fromEntries(Object.keys(blank).map((key) => [key, filled(blank[key], said[key])]));
}

export function readSpec(said: unknown): ContainerSpec | null {
  const spec = v.safeParse(containerSpec, filled(emptySpec(), said));
  return spec.success ? spec.output : null;
}

interface Kept {
  readonly templates: readonly Stored[];
  /** Why nothing may be written over what is there; ''. */
  readonly locked: string;
}

async function read(file: string, log: (line: string) => void): Promise<Kept> {
  const text = await fs.readFile(file, 'utf8').catch((error: unknown) => {
    if (isAbsent(error)) return null;
    throw error;
  });
  if (text === null) return { templates: [], locked: '' };
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), storedFile), text);
  if (!parsed.success) {
    const aside = `${file}.corrupt-${String(Date.now())}`;
    await fs.rename(file, aside);
    log(`create: ${file} could not be read and is kept as ${aside}`);
    return { templates: [], locked: '' };
  }
  const { version, templates } = parsed.output;
  return { templates, locked: version > VERSION ? say('{file} is of a newer Slipway.', { file }) : '' };
}

const rowOf = ({ id, name, savedAt, spec }: Stored): TemplateRow => ({
  ...{ id, name, savedAt },
  image: readSpec(spec)?.image ?? '',
});

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const write = (file: string, templates: readonly Stored[]): Promise<void> =>
  writeUnlessProtected(file, `${JSON.stringify({ version: VERSION, templates }, null, 2)}\n`).catch(
    (error: unknown) => {
      throw new NotSaved(words(error));
    },
  );

/** Forms that were kept, in `templates.json`. */
export function createTemplates({ dataDir, log }: CreateOptions): Templates {
  const file = path.join(dataDir, 'templates.json');
  const listeners = new Set<() => void>();
  let kept: Kept = { templates: [], locked: '' };
  const set = (next: Kept): void => {
    kept = next;
    for (const listener of listeners) listener();
  };
  const ready = read(file, log).then(set, (error: unknown) => set({ templates: [], locked: words(error) }));
  let turn: Promise<unknown> = ready;
  const change = <T>(next: (templates: readonly Stored[]) => readonly [readonly Stored[], T]): Promise<T> => {
    const deed = turn.then(async () => {
      if (kept.locked !== '') throw new NotSaved(kept.locked);
      const [templates, result] = next(kept.templates);
      if (templates.length > MOST)
        throw new NotSaved(say('There can be no more than {most} templates.', { most: MOST }));
      await write(file, templates);
      set({ ...kept, templates });
      return result;
    });
    turn = deed.catch(() => undefined);
    return deed;
  };
  return {
    rows: () => kept.templates.map(rowOf).sort((a, b) => a.name.localeCompare(b.name)),
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async get(id) {
      await ready;
      return readSpec(kept.templates.find((each) => each.id === id)?.spec ?? null);
    },
    save: (name, spec) =>
      change((templates) => {
        const id = templates.find((each) => each.name === name)?.id ?? randomUUID();
        const others = templates.filter((each) => each.id !== id);
        return [[...others, { id, name, savedAt: Date.now(), spec }], id];
      }),
    rename: (id, name) =>
      change((templates) => {
        if (templates.some((each) => each.name === name && each.id !== id))
          throw new NotSaved(say('Another template has this name.'));
        return [templates.map((each) => (each.id === id ? { ...each, name } : each)), undefined];
      }),
    remove: (id) => change((templates) => [templates.filter((each) => each.id !== id), undefined]),
  };
}
