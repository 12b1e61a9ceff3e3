import type { ComposePlace, ProjectDetails, ProjectRow } from '../../../contract/compose';
import type { ComposeRun, ComposeWish, RunStep } from '../../../contract/compose-runs';
import type { Compose } from '../compose';

const { signal } = new AbortController();

export const placeOf = (folder: string, more: Partial<ComposePlace> = {}): ComposePlace => ({
  ...{ name: '', folder, files: [], envFiles: [], profiles: [], ...more },
});

export const upWish = (more: Partial<Extract<ComposeWish, { verb: 'up' }>> = {}): ComposeWish => ({
  ...{ verb: 'up', services: [], timeout: null, build: 'auto', pull: 'auto', recreate: 'changed', noDeps: false },
  ...{ removeOrphans: false, renewVolumes: false, scale: [], ...more },
});

export const downWish = (more: Partial<Extract<ComposeWish, { verb: 'down' }>> = {}): ComposeWish => ({
  ...{ verb: 'down', timeout: 0, volumes: true, images: 'keep', removeOrphans: false, ...more },
});

/** All that a run told. */
interface Whole {
  readonly run: ComposeRun;
  readonly steps: ReadonlyMap<string, RunStep>;
  readonly lines: readonly string[];
}

/** What a test does with projects, and what it waits for. */
export function createHarness(compose: Compose) {
  const follow = async (id: string): Promise<Whole> => {
    const steps = new Map<string, RunStep>();
    const lines: string[] = [];
    for await (const item of compose.report(id, signal)) {
      if (item.type === 'steps') for (const step of item.steps) steps.set(step.id, step);
      if (item.type === 'log') lines.push(...item.lines);
    }
    return { run: await compose.ended(id), steps, lines };
  };
  return {
    follow,
    perform: async (key: string, wish: ComposeWish): Promise<Whole> => follow(await compose.startRun(key, wish)),
    /** Once a line of it is as wanted. */
    async said(id: string, wanted: RegExp): Promise<void> {
      for await (const item of compose.report(id, signal))
        if (item.type === 'log' && item.lines.some((line) => wanted.test(line))) return;
      throw new Error(`it never said ${String(wanted)}`);
    },
    /** Once it is as wanted. */
    async details(key: string, wanted: (details: ProjectDetails) => boolean = () => true): Promise<ProjectDetails> {
      for await (const details of compose.project(key, signal)) if (wanted(details)) return details;
      throw new Error('it ended');
    },
    /** Waits for a list that is as the engine's, with such a row; undefined: none of this key. */
    async rowWhen(key: string, wanted: (row: ProjectRow | undefined) => boolean): Promise<ProjectRow | undefined> {
      const rows = new Map<string, ProjectRow>();
      for await (const change of compose.watch(signal)) {
        if (change.type === 'upsert') for (const row of change.rows) rows.set(row.key, row);
        if (change.type === 'remove') for (const id of change.ids) rows.delete(id);
        if (change.type === 'synced' && wanted(rows.get(key))) return rows.get(key);
      }
      throw new Error('it ended');
    },
  };
}
