import type { SpecProblem } from '../../../../main/contract/spec';
import type { FormState } from './form-store';
import { PARTS, sectionOf } from './sections';

type Told = Pick<FormState, 'problems' | 'refusals' | 'mistypes' | 'touched' | 'tried'>;

const mistyped = (mistypes: FormState['mistypes']): SpecProblem[] =>
  Object.entries(mistypes).map(([path, message]) => ({ path, message, severity: 'error' }));

/** Where a path stands in the form, from top to bottom. */
const placeOf = (path: string): number =>
  PARTS.findIndex((part) => path === part.path || path.startsWith(`${part.path}.`));

/** All that is known to be wrong, shown or not, in the form's order. */
export function allProblems({ problems, refusals, mistypes }: Told): readonly SpecProblem[] {
  const seen = new Set<string>();
  const all = [...refusals, ...mistyped(mistypes), ...problems].filter(({ path, message }) => {
    const key = `${path} ${message}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
  return all.sort((a, b) => placeOf(a.path) - placeOf(b.path));
}

/** A field that is merely empty yet is no mistake until it was left, or the form was sent. */
const isShown = (state: Told, problem: SpecProblem): boolean => {
  if (state.tried || state.refusals.includes(problem) || Object.hasOwn(state.mistypes, problem.path)) return true;
  return [...state.touched].some((path) => path === problem.path || problem.path.startsWith(`${path}.`));
};

export const shownProblems = (state: Told): readonly SpecProblem[] =>
  allProblems(state).filter((problem) => isShown(state, problem));

/** Of one field, and of the items within it where they are no fields of their own. */
export const problemAt = (state: Told, path: string, inner = false): SpecProblem | undefined => {
  const here = shownProblems(state).filter(
    (problem) => problem.path === path || (inner && problem.path.startsWith(`${path}.`)),
  );
  return here.find(({ severity }) => severity === 'error') ?? here[0];
};

/** Section id to how many errors it shows. */
export function errorCounts(state: Told): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { path, severity } of shownProblems(state)) {
    if (severity !== 'error') continue;
    const { id } = sectionOf(path);
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}
