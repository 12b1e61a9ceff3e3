import type { RunStep } from '../../../contract/compose-runs';
import { cut } from '../../engine/loose';
import { readLine, type Said } from './said';

/** What compose says of each thing, as lines come. */
export interface Steps {
  /** @param at ms; null: the line is an old one, of which no time is known. */
  take(line: string, at: number | null): void;
  /** Nothing more will come. */
  end(ok: boolean, at: number | null): void;
  all(): readonly RunStep[];
  /** Another number after each change of that step. */
  revisionOf(id: string): number;
}

interface Entry {
  step: RunStep;
  readonly since: number | null;
  revision: number;
}

const MOST = 5000;
const NAME_LIMIT = 256;
const TEXT_LIMIT = 1024;
/** What ends a build well is said by the builder. */
const BUILT = /^Successfully (?:built|tagged) /;

export function createSteps(): Steps {
  const entries = new Map<string, Entry>();
  /** Of the step that was said to begin, and of whose end nothing will be said. */
  let open: string | null = null;

  const set = (id: string, change: Partial<RunStep>, at: number | null): void => {
    const entry = entries.get(id);
    if (entry === undefined) return;
    const { since } = entry;
    const state = change.state ?? entry.step.state;
    const durationMs = state === 'working' || since === null || at === null ? null : Math.max(0, at - since);
    entry.step = { ...entry.step, ...change, durationMs };
    entry.revision += 1;
  };
  const close = (state: RunStep['state'], at: number | null): void => {
    if (open !== null && entries.get(open)?.step.state === 'working') set(open, { state }, at);
    open = null;
  };
  const tell = (told: Said, at: number | null): void => {
    const name = cut(told.name, NAME_LIMIT);
    const id = `${told.kind} ${name}`;
    close('done', at);
    if (!entries.has(id)) {
      if (entries.size >= MOST) return;
      const blank: RunStep = { id, kind: told.kind, name, text: '', state: 'working', durationMs: null };
      entries.set(id, { step: blank, since: at, revision: 0 });
    }
    set(id, { text: cut(told.text, TEXT_LIMIT), state: told.state }, at);
    if (told.open === true) open = id;
  };

  return {
    take(line, at) {
      const told = readLine(line);
      if (told !== null) tell(told, at);
      else if (BUILT.test(line) && open?.startsWith('service ') === true)
        set(open, { state: 'done', text: 'Built' }, at);
    },
    end(ok, at) {
      close(ok ? 'done' : 'failed', at);
      // Who tells of it is gone.
      for (const [id, { step }] of entries)
        if (step.state === 'working') set(id, { state: ok ? 'done' : 'failed' }, at);
    },
    all: () => [...entries.values()].map(({ step }) => step),
    revisionOf: (id) => entries.get(id)?.revision ?? 0,
  };
}
