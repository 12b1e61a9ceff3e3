// @vitest-environment jsdom
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { replaceText } from './replace-text';

const viewOf = (text: string, separator = '\n'): EditorView =>
  new EditorView({ state: EditorState.create({ doc: text, extensions: EditorState.lineSeparator.of(separator) }) });

const lines = fc.array(fc.constantFrom('', 'a', 'b: 1', '  c'), { maxLength: 8 }).map((all) => all.join('\n'));

test('whatever stood there, it is the new text', () => {
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const view = viewOf(before);
      replaceText(view, after);
      expect(view.state.sliceDoc()).toBe(after);
    }),
  );
});

test('a cursor in a line that stays goes with it', () => {
  const view = viewOf('one\ntwo\nthree');
  view.dispatch({ selection: { anchor: 10 } });
  replaceText(view, 'one\nnew\ntwo\nthree');
  expect(view.state.doc.lineAt(view.state.selection.main.head).text).toBe('three');
});

test('line ends stay as they are', () => {
  const view = viewOf('one\r\ntwo', '\r\n');
  replaceText(view, 'one\nnew\ntwo');
  expect(view.state.sliceDoc()).toBe('one\r\nnew\r\ntwo');
});
