import type { NetworkProblem } from '../../../main/contract/networks';
import { errorCode } from '../../lib/errors';

interface Told {
  readonly path: string;
  readonly message: string;
}

const isTold = (value: unknown): value is Told =>
  typeof value === 'object' && value !== null && 'path' in value && 'message' in value;

/** The problems that a call was rejected with, at their fields; none for other errors. */
export function problemsOf(error: unknown): readonly NetworkProblem[] {
  if (errorCode(error) !== 'NETWORK_PROBLEMS' || typeof error !== 'object' || error === null) return [];
  const data: unknown = 'data' in error ? error.data : null;
  const problems: unknown = typeof data === 'object' && data !== null && 'problems' in data ? data.problems : [];
  return (Array.isArray(problems) ? problems.filter(isTold) : []).map(({ path, message }) => ({
    ...{ path, message, severity: 'error' },
  }));
}

interface Plan {
  readonly problems: readonly NetworkProblem[];
  readonly cli: string;
}

/** What the form shows of a plan. One of an earlier moment refuses nothing: main looks again before it does anything. */
export const planWords = (plan: Plan | undefined, isCurrent: boolean) => ({
  ...{ problems: plan?.problems ?? [], cli: plan?.cli ?? '' },
  refuses: isCurrent && (plan?.problems ?? []).some(({ severity }) => severity === 'error'),
});
