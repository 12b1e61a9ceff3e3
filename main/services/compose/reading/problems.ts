import type { ComposeProblem } from '../../../contract/compose-files';
import { withoutControls } from './words';
import { type At, placeOf } from './tree';

type Severity = ComposeProblem['severity'];

/** Collects what is wrong; the same thing at the same place is told once, which aliases and merged files would not do. */
export interface Problems {
  readonly list: () => readonly ComposeProblem[];
  readonly error: (at: At, code: string, message: string, advice?: string) => void;
  readonly warning: (at: At, code: string, message: string, advice?: string) => void;
  readonly info: (at: At, code: string, message: string, advice?: string) => void;
  /** Of no file. */
  readonly add: (problem: ComposeProblem) => void;
}

/** Nobody reads more; a file of another kind would have a problem at each line. */
const MOST = 1000;
const LONGEST = 1000;

const clean = (text: string): string => withoutControls(text).slice(0, LONGEST);

export function problemAt(
  { source, start, end }: At,
  severity: Severity,
  code: string,
  [message, advice]: readonly [string, string],
): ComposeProblem {
  const from = placeOf(source, start);
  const to = placeOf(source, Math.max(start, end));
  return {
    ...{ path: source.path, line: from.line, column: from.column, endLine: to.line, endColumn: to.column },
    ...{ severity, code, message: clean(message), advice: clean(advice) },
  };
}

export function createProblems(): Problems {
  const found = new Map<string, ComposeProblem>();
  const add = (problem: ComposeProblem): void => {
    const { path, line, column, code, message } = problem;
    if (found.size < MOST) found.set(`${path}:${line}:${column}:${code}:${message}`, problem);
  };
  const of =
    (severity: Severity) =>
    (at: At, code: string, message: string, advice = ''): void =>
      add(problemAt(at, severity, code, [message, advice]));
  return { list: () => [...found.values()], error: of('error'), warning: of('warning'), info: of('info'), add };
}

/** Of no file. */
export const problemOfNone = (severity: Severity, code: string, message: string, advice = ''): ComposeProblem => ({
  ...{ path: '', line: 1, column: 1, endLine: 1, endColumn: 1, severity, code },
  ...{ message: clean(message), advice: clean(advice) },
});
