import type { Named } from './discovered';
import { FLAG_KEY, OWN_KEY } from './discovery';
import type { Roster } from './roster';
import { ConsentNeeded, UnknownEngine } from './selection-errors';
import { needsConsent } from './target';

/** As it is kept over restarts. */
export interface EngineChoice {
  /** Key of the engine the user picked; null: the first that answers. */
  readonly selected: string | null;
  /** URLs of unencrypted remote engines the user said yes to. */
  readonly consented: string[];
}

export interface Selection {
  /** Key of the engine to use; null: any. */
  wanted(): string | null;
  /** What the user (or the flag) picked, as the key of a candidate. */
  selected(): string | null;
  consented(url: string): boolean;
  /** Picks and keeps. Throws UnknownEngine or ConsentNeeded. */
  choose(key: string, consent: boolean): Promise<Named>;
  /** Connected without having been picked: stays the one, so that a restart of it does not switch engines. */
  stick(engine: Named): void;
  unstick(): void;
}

interface SelectionOptions {
  readonly flag: string | null;
  readonly choice: EngineChoice;
  readonly saveChoice: (choice: EngineChoice) => void;
}

export function createSelection(roster: Roster, { flag, choice, saveChoice }: SelectionOptions): Selection {
  let kept = choice;
  // The flag is this run's only: it is obeyed, not kept.
  const flagKey = flag === OWN_KEY ? OWN_KEY : FLAG_KEY;
  let picked = flag !== null ? flagKey : choice.selected === FLAG_KEY ? null : choice.selected;
  let stuck: string | null = null;
  const wanted = (): string | null => picked ?? stuck;

  return {
    wanted,
    selected: () => (picked === null ? null : (roster.get(picked)?.key ?? picked)),
    consented: (url) => kept.consented.includes(url),
    choose: async (key, consent) => {
      if (roster.get(key) === null) await roster.refresh(wanted());
      const engine = roster.get(key);
      if (engine === null) throw new UnknownEngine(key);
      const asks =
        'target' in engine.reach && needsConsent(engine.reach.target) && !kept.consented.includes(engine.url);
      if (asks && !consent) throw new ConsentNeeded(engine.url);
      picked = engine.key;
      kept = {
        selected: engine.keys.find((name) => name !== FLAG_KEY) ?? engine.url,
        consented: asks ? [...kept.consented, engine.url] : kept.consented,
      };
      saveChoice(kept);
      return engine;
    },
    stick: (engine) => (stuck = engine.key),
    unstick: () => (stuck = null),
  };
}
