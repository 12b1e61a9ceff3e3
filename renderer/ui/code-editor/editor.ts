// CodeMirror, in a chunk of its own: loaded when a text is first shown.
import { unifiedMergeView } from '@codemirror/merge';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { EditorView, highlightSpecialChars } from '@codemirror/view';
import { basicSetup } from 'codemirror';
import { type LineProblem, problemMarks, tellProblems } from './problems';
import { theme } from './theme';
import { replaceText } from './replace-text';
import { typedOver } from './typed-over';

export interface EditorOptions {
  /** An empty element. */
  readonly parent: HTMLElement;
  readonly label: string;
  readonly text: string;
  /** Shown as a difference from this. */
  readonly original?: string;
  readonly readOnly: boolean;
  /** Highlighting, completion and lint of what the text is. */
  readonly language?: Extension;
  readonly onChange?: () => void;
  readonly onSave?: () => void;
  /** Given: problems are marked; it hears of all of them. */
  readonly onProblems?: (problems: readonly LineProblem[]) => void;
}

export interface Editor {
  /** As it would be saved: line ends as they were. */
  text(): string;
  /** As one change, which can be undone; what is the same stays where it is. Its line ends become those of the first text. */
  setText(text: string): void;
  setReadOnly(readOnly: boolean): void;
  /** Marks these beside those that the language finds and other sources told; only with `onProblems`. */
  setProblems(problems: readonly LineProblem[], source?: string): void;
  /** From 1: it is brought into sight and the cursor goes there. */
  goTo(line: number, column?: number): void;
  /** Where the cursor is, from 1. */
  line(): number;
  focus(): void;
  destroy(): void;
}

/** Besides those that CodeMirror marks itself: whatever turns the direction of text, or is not seen. */
const UNSEEN = /[\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\uffa0]/g;

const hasOnlyCrLf = (text: string): boolean => text.includes('\r\n') && !/(?<!\r)\n/.test(text);

const readOnlyState = (readOnly: boolean): Extension => [
  EditorState.readOnly.of(readOnly),
  EditorView.editable.of(!readOnly),
  // What cannot be edited must still be reached and scrolled by the keyboard.
  readOnly ? EditorView.contentAttributes.of({ tabindex: '0' }) : [],
];

function extensions(options: EditorOptions, readOnly: Compartment, separator: string): Extension {
  const { label, original, language = [], onChange, onProblems } = options;
  return [
    basicSetup,
    highlightSpecialChars({ addSpecialChars: UNSEEN }),
    theme,
    typedOver,
    language,
    onProblems === undefined ? [] : problemMarks(onProblems),
    EditorState.lineSeparator.of(separator),
    EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
    EditorView.updateListener.of((update) => update.docChanged && onChange?.()),
    original === undefined
      ? EditorView.lineWrapping
      : unifiedMergeView({ original, mergeControls: false, collapseUnchanged: { margin: 3, minSize: 6 } }),
    readOnly.of(readOnlyState(options.readOnly)),
  ];
}

export function createEditor(options: EditorOptions): Editor {
  const { parent, text, onSave } = options;
  // In a shadow root its styles are constructed sheets: the page's policy allows no style elements.
  const root = parent.attachShadow({ mode: 'open' });
  const readOnly = new Compartment();
  // Any other separator would turn mixed line ends into one kind.
  const separator = hasOnlyCrLf(text) ? '\r\n' : '\n';
  const host = document.createElement('div');
  host.style.height = '100%';
  root.append(host);
  const state = EditorState.create({ doc: text, extensions: extensions(options, readOnly, separator) });
  const view = new EditorView({ state, parent: host, root });
  host.addEventListener('keydown', (event) => {
    if (event.key !== 's' || !(event.ctrlKey || event.metaKey) || onSave === undefined) return;
    event.preventDefault();
    onSave();
  });
  return {
    text: () => view.state.sliceDoc(),
    setReadOnly: (next) => view.dispatch({ effects: readOnly.reconfigure(readOnlyState(next)) }),
    setText: (next) => replaceText(view, next),
    setProblems: (problems, source = '') => tellProblems(view, problems, source),
    goTo: (line, column = 1) => {
      const { from, to } = view.state.doc.line(Math.min(Math.max(1, line), view.state.doc.lines));
      const at = Math.min(to, from + Math.max(0, column - 1));
      view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) });
    },
    line: () => view.state.doc.lineAt(view.state.selection.main.head).number,
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}
