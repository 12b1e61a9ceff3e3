import type { ComposeProblem } from '../../../../main/contract/compose-files';
import { withoutControls } from '../../../lib/control-characters';
import type { LineProblem } from '../../../ui/code-editor/problems';
import type { ListedProblem } from '../../../ui/file-editor/problem-list';
import { shownPath } from './file-path';

/** A problem of any file, as it is listed; `path` '' and line 0: of none of them. */
export interface FileProblem extends ListedProblem {
  readonly path: string;
  readonly column: number;
}

const RANK = { error: 0, warning: 1, info: 2 } as const;

/** Compose's words where our own reader found nothing wrong in the same line. */
export function besides(
  checked: readonly ComposeProblem[],
  config: readonly ComposeProblem[],
): readonly ComposeProblem[] {
  const known = new Set(checked.map(({ path, line }) => `${path}\n${String(line)}`));
  return config.filter(({ path, line }) => path === '' || line === 0 || !known.has(`${path}\n${String(line)}`));
}

/** Those of one file, for its editor. */
export const marksOf = (problems: readonly ComposeProblem[], path: string): readonly LineProblem[] =>
  problems
    .filter((problem) => problem.path === path && problem.line > 0)
    .map(({ line, column, endLine, endColumn, severity, message, advice }) => ({
      ...{ line, severity, message: withoutControls(message), advice: withoutControls(advice) },
      range: { column, endLine, endColumn },
    }));

/** `known`: of a file that need not be named. */
export const listedProblem = (
  { path, line, column, severity, message, advice }: ComposeProblem,
  folder: string,
  known = '',
): FileProblem => ({
  ...{ path, column, severity, message, advice },
  line: path === '' ? 0 : line,
  file: path === '' || path === known ? '' : shownPath(path, folder),
});

/** The worst first, of these those of one file as its editor has them now, by line, then those elsewhere. */
export function listOf(
  path: string,
  folder: string,
  here: readonly LineProblem[],
  all: readonly ComposeProblem[],
): readonly FileProblem[] {
  const elsewhere = all
    .filter((problem) => problem.path !== path || problem.line === 0)
    .map((problem) => listedProblem(problem, folder, path));
  const lines = here.map((problem) => ({ ...problem, path, column: problem.range?.column ?? 1 }));
  return [...[...lines].sort((a, b) => a.line - b.line), ...elsewhere].sort(
    (a, b) => RANK[a.severity] - RANK[b.severity],
  );
}
