import type { ComposeProblem, PlanEntry } from '../../../contract/compose-files';
import type { Reading } from '../model/types';
import { problemAt, problemOfNone } from '../reading/problems';
import type { At } from '../reading/tree';
import type { PlanGround } from './services';

/** A plan, before it is said what would make it fail. */
export interface Told extends PlanGround {
  readonly reading: Reading;
  readonly entries: readonly PlanEntry[];
}

/** A problem at a place of the files; null: of none. @param said The message and the advice. */
export const tell = (
  at: At | null,
  severity: ComposeProblem['severity'],
  code: string,
  said: readonly [string, string],
): ComposeProblem => (at === null ? problemOfNone(severity, code, ...said) : problemAt(at, severity, code, said));
