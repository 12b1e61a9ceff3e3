import type { TransactionSpec } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';

/** The lines between the first and the last that differ: what stays the same keeps its place, marks and folds. */
function changedLines(
  before: readonly string[],
  after: readonly string[],
): { readonly first: number; readonly last: number; readonly insert: readonly string[] } {
  const most = Math.min(before.length, after.length);
  let first = 0;
  while (first < most && before[first] === after[first]) first++;
  let end = 0;
  while (end < most - first && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { first, last: before.length - end, insert: after.slice(first, after.length - end) };
}

function changeTo(view: EditorView, text: string): TransactionSpec | null {
  const { state } = view;
  const before = state.doc.toJSON();
  const after = text.split(/\r\n?|\n/);
  const { first, last, insert } = changedLines(before, after);
  if (first === last && insert.length === 0) return null;
  // Whole lines: the break is the one before them, at the end of the text, else the one after.
  const atEnd = last === before.length;
  const from = first === before.length ? state.doc.length : state.doc.line(first + 1).from;
  const to = atEnd ? state.doc.length : state.doc.line(last + 1).from;
  const added = state.toText(insert.join(state.lineBreak));
  if (!atEnd)
    return { changes: { from, to, insert: insert.length === 0 ? '' : added.append(state.toText(state.lineBreak)) } };
  if (first === 0) return { changes: { from: 0, to, insert: added } };
  const start = state.doc.line(first).to;
  return {
    changes: { from: start, to, insert: insert.length === 0 ? '' : state.toText(state.lineBreak).append(added) },
  };
}

/** One change that makes the editor's text this one. */
export function replaceText(view: EditorView, text: string): void {
  const change = changeTo(view, text);
  if (change !== null) view.dispatch(change);
}
