import type { MachineState } from '../../../contract/machine';

export type Phase = MachineState['phases'][number];

/** What a start (or another long work) has gone through, with true times. */
export interface Phases {
  list(): readonly Phase[];
  /** Ends the one under way and begins this one; the same name again changes nothing. */
  begin(name: string): void;
  /** 0 to 1, of the one under way. */
  fraction(fraction: number): void;
  /** Ends the one under way. */
  end(): void;
  /** Another work begins. */
  clear(): void;
}

/** Progress is told in steps that an eye can tell apart. */
const STEPS = 100;

export function createPhases(onChange: () => void, now: () => number = Date.now): Phases {
  let phases: readonly Phase[] = [];
  const set = (next: readonly Phase[]): void => {
    phases = next;
    onChange();
  };
  const ended = (): readonly Phase[] =>
    phases.map((phase) => (phase.endedAt === null ? { ...phase, endedAt: now() } : phase));
  return {
    list: () => phases,
    begin: (name) => {
      const last = phases.at(-1);
      if (last?.name === name && last.endedAt === null) return;
      set([...ended(), { name, startedAt: now(), endedAt: null, fraction: null }]);
    },
    fraction: (fraction) => {
      const last = phases.at(-1);
      const step = Math.round(Math.min(1, Math.max(0, fraction)) * STEPS) / STEPS;
      if (last?.endedAt !== null || last.fraction === step) return;
      set([...phases.slice(0, -1), { ...last, fraction: step }]);
    },
    end: () => {
      if (phases.some(({ endedAt }) => endedAt === null)) set(ended());
    },
    clear: () => {
      if (phases.length > 0) set([]);
    },
  };
}
