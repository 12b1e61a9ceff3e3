import {
  type Diagnostic,
  forceLinting,
  forEachDiagnostic,
  linter,
  lintGutter,
  setDiagnosticsEffect,
} from '@codemirror/lint';
import { type EditorState, type Extension, StateEffect, StateField, type Text } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/** Something about a line, from 1. The message may be hostile: it is shown as text. */
export interface LineProblem {
  readonly line: number;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  /** What to do about it; left out or '': the message says it. */
  readonly advice?: string;
  /** Where in the line and to where, columns from 1 in UTF-16 units; left out: the line's text. */
  readonly range?: { readonly column: number; readonly endLine: number; readonly endColumn: number };
}

/** Problems with where they lie by now. */
interface Told extends Diagnostic {
  readonly problem: LineProblem;
}

const isTold = (diagnostic: Diagnostic): diagnostic is Told => 'problem' in diagnostic;

/** ms after the last key. */
const LINT_AFTER_MS = 250;

/** Who told: what another one told stays. */
const setGiven = StateEffect.define<{ readonly source: string; readonly problems: readonly LineProblem[] }>();

function offsetOf(doc: Text, wanted: number, column: number): number {
  const line = doc.line(Math.min(Math.max(1, wanted), doc.lines));
  return Math.min(line.to, line.from + Math.max(0, column - 1));
}

/** An empty range would not be seen: then it is the word there, or the line. */
function rangeOf(doc: Text, { line, range }: LineProblem): { readonly from: number; readonly to: number } {
  const whole = doc.line(Math.min(Math.max(1, line), doc.lines));
  const start = whole.from + (whole.text.length - whole.text.trimStart().length);
  if (range === undefined) return { from: start, to: whole.to };
  const from = offsetOf(doc, line, range.column);
  const to = offsetOf(doc, range.endLine, range.endColumn);
  if (to > from) return { from, to };
  const word = /^[^\s:,[\]{}]+/.exec(doc.sliceString(from, whole.to))?.[0] ?? '';
  return word === '' ? { from: start, to: whole.to } : { from, to: from + word.length };
}

function diagnosticOf(doc: Text, problem: LineProblem): Told {
  const { severity, message, advice = '' } = problem;
  return { ...rangeOf(doc, problem), severity, message: advice === '' ? message : `${message}\n${advice}`, problem };
}

type Given = ReadonlyMap<string, readonly Told[]>;

/** What is told from outside; it goes with its line while the text changes. */
const given = StateField.define<Given>({
  create: () => new Map(),
  update: (before, { effects, docChanged, changes, newDoc }) => {
    if (!docChanged && !effects.some((effect) => effect.is(setGiven))) return before;
    const now = new Map(before);
    if (docChanged)
      for (const [source, told] of now)
        now.set(
          source,
          told.map((one) => ({ ...one, from: changes.mapPos(one.from, 1), to: changes.mapPos(one.to, -1) })),
        );
    for (const effect of effects)
      if (effect.is(setGiven))
        now.set(
          effect.value.source,
          effect.value.problems.map((problem) => diagnosticOf(newDoc, problem)),
        );
    return now;
  },
});

/** Mapped through a removal a range may end before it begins. */
const standing = (state: EditorState): readonly Diagnostic[] =>
  [...state.field(given).values()].flat().map((one) => ({ ...one, to: Math.max(one.from, one.to) }));

const shownIn = (state: EditorState): readonly LineProblem[] => {
  const found: LineProblem[] = [];
  forEachDiagnostic(state, (diagnostic, from) => {
    const { severity, message } = diagnostic;
    const { number: line } = state.doc.lineAt(from);
    if (isTold(diagnostic)) found.push({ ...diagnostic.problem, line });
    else found.push({ line, message, severity: severity === 'hint' ? 'info' : severity });
  });
  return found;
};

/** Marks at lines, given by `tellProblems` and by linters of the language; `onProblems` hears of all of them. */
export const problemMarks = (onProblems: (problems: readonly LineProblem[]) => void): Extension => [
  given,
  lintGutter(),
  linter((view) => standing(view.state), {
    delay: LINT_AFTER_MS,
    needsRefresh: ({ transactions }) => transactions.some(({ effects }) => effects.some((one) => one.is(setGiven))),
  }),
  EditorView.updateListener.of(({ transactions, state }) => {
    if (transactions.some(({ effects }) => effects.some((one) => one.is(setDiagnosticsEffect))))
      onProblems(shownIn(state));
  }),
];

/** They are marked at once: whoever tells has waited for the end of typing. */
export function tellProblems(view: EditorView, problems: readonly LineProblem[], source: string): void {
  view.dispatch({ effects: setGiven.of({ source, problems }) });
  forceLinting(view);
}
