import type { ContainerSpec, SpecProblem } from '../../../contract/spec';

/** Looks at one part of a spec. */
export type Check = (spec: ContainerSpec) => readonly SpecProblem[];

export const error = (path: string, message: string): SpecProblem => ({ path, message, severity: 'error' });
export const warning = (path: string, message: string): SpecProblem => ({ path, message, severity: 'warning' });

/** The problem where the condition holds. */
export const when = (condition: boolean, problem: SpecProblem): readonly SpecProblem[] => (condition ? [problem] : []);

/** The places of entries whose key an earlier one has. */
export function repeated(keys: readonly string[]): readonly number[] {
  const seen = new Set<string>();
  return keys.flatMap((key, index) => {
    if (seen.has(key)) return [index];
    seen.add(key);
    return [];
  });
}

export const each = <T>(
  entries: readonly T[],
  check: (entry: T, index: number) => readonly SpecProblem[],
): readonly SpecProblem[] => entries.flatMap(check);
