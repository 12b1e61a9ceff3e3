// CodeMirror, in a chunk of its own: loaded when a text is first shown.
import { unifiedMergeView } from '@codemirror/merge';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { EditorView, highlightSpecialChars } from '@codemirror/view';
import { basicSetup } from 'codemirror';

export interface EditorOptions {
  /** An empty element. */
  readonly parent: HTMLElement;
  readonly label: string;
  readonly text: string;
  /** Shown as a difference from this. */
  readonly original?: string;
  readonly readOnly: boolean;
  readonly onChange?: () => void;
  readonly onSave?: () => void;
}

export interface Editor {
  /** As it would be saved: line ends as they were. */
  text(): string;
  setReadOnly(readOnly: boolean): void;
  focus(): void;
  destroy(): void;
}

/** Besides those that CodeMirror marks itself: whatever turns the direction of text, or is not seen. */
const UNSEEN = /[\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\uffa0]/g;

const theme = EditorView.theme({
  '&': { height: '100%', color: 'var(--sw-text)', backgroundColor: 'var(--sw-surface)', fontSize: '12px' },
  '.cm-scroller': { fontFamily: 'var(--sw-mono)', lineHeight: '1.5' },
  '.cm-content': { caretColor: 'var(--sw-text)' },
  '&.cm-focused': { outline: '2px solid var(--sw-focus)', outlineOffset: '-2px' },
  '.cm-cursor': { borderLeftColor: 'var(--sw-text)' },
  '.cm-gutters': { color: 'var(--sw-dim)', backgroundColor: 'var(--sw-sunken)', borderColor: 'var(--sw-border)' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--sw-hover)' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    background: 'var(--sw-selected)',
  },
  '.cm-specialChar': { color: 'var(--sw-warn)' },
  '.cm-panels': { color: 'var(--sw-text)', backgroundColor: 'var(--sw-bg)' },
  '.cm-textfield, .cm-button': { color: 'var(--sw-text)', background: 'var(--sw-surface)' },
  '.cm-changedLine': { backgroundColor: 'var(--sw-ok-tint) !important' },
  '.cm-deletedChunk': { backgroundColor: 'var(--sw-bad-tint)' },
  '.cm-changedText, .cm-deletedText': { background: 'none', textDecoration: 'underline' },
  '.cm-collapsedLines': { color: 'var(--sw-dim)', background: 'var(--sw-sunken)' },
});

const hasOnlyCrLf = (text: string): boolean => text.includes('\r\n') && !/(?<!\r)\n/.test(text);

const readOnlyState = (readOnly: boolean): Extension => [
  EditorState.readOnly.of(readOnly),
  EditorView.editable.of(!readOnly),
  // What cannot be edited must still be reached and scrolled by the keyboard.
  readOnly ? EditorView.contentAttributes.of({ tabindex: '0' }) : [],
];

function extensions(options: EditorOptions, readOnly: Compartment, separator: string): Extension {
  const { label, original, onChange } = options;
  return [
    basicSetup,
    highlightSpecialChars({ addSpecialChars: UNSEEN }),
    theme,
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
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}
