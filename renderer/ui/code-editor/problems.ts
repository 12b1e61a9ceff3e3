import { type Diagnostic, forEachDiagnostic, linter, lintGutter, setDiagnosticsEffect } from '@codemirror/lint';
import { type EditorState, type Extension, StateEffect, StateField, type Text } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/** Something about a line, from 1. The message may be hostile: it is shown as text. */
export interface LineProblem {
  readonly line: number;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

/** ms after the last key. */
const LINT_AFTER_MS = 250;

const setGiven = StateEffect.define<readonly LineProblem[]>();

function diagnosticOf(doc: Text, { line, severity, message }: LineProblem): Diagnostic {
  const { from, to, text } = doc.line(Math.min(Math.max(1, line), doc.lines));
  return { from: from + (text.length - text.trimStart().length), to, severity, message };
}

/** What is told from outside; it goes with its line while the text changes. */
const given = StateField.define<readonly Diagnostic[]>({
  create: () => [],
  update: (before, { effects, docChanged, changes, newDoc }) => {
    const told = effects.findLast((effect) => effect.is(setGiven));
    if (told?.is(setGiven) === true) return told.value.map((problem) => diagnosticOf(newDoc, problem));
    if (!docChanged) return before;
    return before.map((one) => ({ ...one, from: changes.mapPos(one.from, 1), to: changes.mapPos(one.to, -1) }));
  },
});

const shownIn = (state: EditorState): readonly LineProblem[] => {
  const found: LineProblem[] = [];
  forEachDiagnostic(state, ({ severity, message }, from) =>
    found.push({
      ...{ line: state.doc.lineAt(from).number, message },
      severity: severity === 'error' ? 'error' : 'warning',
    }),
  );
  return found;
};

/** Marks at lines, given by `tellProblems` and by linters of the language; `onProblems` hears of all of them. */
export const problemMarks = (onProblems: (problems: readonly LineProblem[]) => void): Extension => [
  given,
  lintGutter(),
  linter((view) => view.state.field(given), {
    delay: LINT_AFTER_MS,
    needsRefresh: ({ transactions }) => transactions.some(({ effects }) => effects.some((one) => one.is(setGiven))),
  }),
  EditorView.updateListener.of(({ transactions, state }) => {
    if (transactions.some(({ effects }) => effects.some((one) => one.is(setDiagnosticsEffect))))
      onProblems(shownIn(state));
  }),
];

export const tellProblems = (view: EditorView, problems: readonly LineProblem[]): void =>
  view.dispatch({ effects: setGiven.of(problems) });
