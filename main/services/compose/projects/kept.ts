import fs from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { composePlace } from '../../../contract/compose';
import { writeUnlessProtected } from '../../process/durable-file';
import { codeOf } from '../../process/error-code';
import { createChanges } from '../changes';
import { ComposeFault } from '../types';
import { say } from '../../../../texts/say';

const keptProject = v.object({
  key: v.string(),
  /** As compose called it when its files were last read. */
  name: v.string(),
  place: composePlace,
});
export type KeptProject = v.InferOutput<typeof keptProject>;

const VERSION = 1;
const MOST = 1000;
const storedFile = v.object({ version: v.number(), projects: v.array(keptProject) });
const OWNER_ONLY = 0o700;

/** Projects that their user added, in `compose/projects.json`. */
export interface Kept {
  /** Resolves when they are read. */
  readonly ready: Promise<void>;
  all(): readonly KeptProject[];
  /** New, or in the place of the one of this key. Rejects with ComposeFault `not-written`. */
  save(project: KeptProject): Promise<void>;
  /** The same. */
  remove(key: string): Promise<void>;
  onChange(listener: () => void): () => void;
}

interface State {
  readonly projects: readonly KeptProject[];
  /** Why nothing may be written over what is there; ''. */
  readonly locked: string;
}

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function read(file: string, log: (line: string) => void): Promise<State> {
  const text = await fs.readFile(file, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return { projects: [], locked: '' };
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), storedFile), text);
  if (!parsed.success) {
    const aside = `${file}.corrupt-${String(Date.now())}`;
    await fs.rename(file, aside);
    log(`compose: ${file} could not be read and is kept as ${aside}`);
    return { projects: [], locked: '' };
  }
  const { version, projects } = parsed.output;
  return { projects, locked: version > VERSION ? say('{file} is of a newer Slipway.', { file }) : '' };
}

async function write(file: string, projects: readonly KeptProject[]): Promise<void> {
  await fs.mkdir(path.dirname(file), { recursive: true, mode: OWNER_ONLY });
  await writeUnlessProtected(file, `${JSON.stringify({ version: VERSION, projects }, null, 2)}\n`);
}

export function openKept(dataDir: string, log: (line: string) => void): Kept {
  const file = path.join(dataDir, 'compose', 'projects.json');
  const changes = createChanges();
  let state: State = { projects: [], locked: '' };
  const set = (next: State): void => {
    state = next;
    changes.tell();
  };
  const ready = read(file, log).then(set, (error: unknown) => set({ projects: [], locked: words(error) }));
  let turn: Promise<unknown> = ready;
  const change = (next: (projects: readonly KeptProject[]) => readonly KeptProject[]): Promise<void> => {
    const deed = turn.then(async () => {
      const projects = next(state.projects);
      if (state.locked !== '') throw new ComposeFault('not-written', file, state.locked);
      if (projects.length > MOST)
        throw new ComposeFault('not-written', file, say('There can be no more than {most} projects.', { most: MOST }));
      await write(file, projects).catch((error: unknown) => {
        throw new ComposeFault('not-written', file, words(error));
      });
      set({ ...state, projects });
    });
    turn = deed.catch(() => undefined);
    return deed;
  };
  return {
    ready,
    all: () => state.projects,
    save: (project) =>
      change((projects) => {
        const at = projects.findIndex(({ key }) => key === project.key);
        return at < 0 ? [...projects, project] : projects.with(at, project);
      }),
    remove: (key) => change((projects) => projects.filter((each) => each.key !== key)),
    onChange: changes.onChange,
  };
}
