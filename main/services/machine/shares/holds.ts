import { AgentError } from '../agent/types';

export interface HoldsOptions {
  /** `AgentVerbs.hold`; paths as the guest sees them. */
  readonly hold: (action: 'add' | 'remove', paths: readonly string[]) => Promise<void>;
  readonly log: (line: string) => void;
}

/** What the guest keeps in mind for its watchers' sake: a 9p folder that nobody uses is forgotten, its watchers with it. */
export interface Holds {
  /** Keeps these, and no others. Rejects when the guest does not answer: then it is to be tried again. */
  only(roots: readonly string[]): Promise<void>;
  /** What is gone is let go of, before another is made in its place. */
  gone(paths: readonly string[]): Promise<void>;
  /** Another guest knows nothing of them. */
  forget(): void;
}

export function createHolds({ hold, log }: HoldsOptions): Holds {
  const held = new Set<string>();
  /** A guest that cannot do it says so each time, and is told once more at the next connection. */
  const ask = async (action: 'add' | 'remove', paths: readonly string[]): Promise<void> => {
    if (paths.length === 0) return;
    await hold(action, paths).catch((error: unknown) => {
      if (!(error instanceof AgentError) || error.kind !== 'refused') throw error;
      log(`shares: the guest does not hold folders: ${error.message}`);
    });
  };
  return {
    async only(roots) {
      const wanted = new Set(roots);
      const left = [...held].filter((root) => !wanted.has(root));
      await ask('remove', left);
      for (const root of left) held.delete(root);
      // One by one: the first need not wait for the last.
      for (const root of roots.filter((each) => !held.has(each))) {
        await ask('add', [root]);
        held.add(root);
      }
    },
    gone: (paths) => (held.size === 0 ? Promise.resolve() : ask('remove', paths)),
    forget: () => held.clear(),
  };
}
