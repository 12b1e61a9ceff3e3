import { defaultHighlightStyle, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

const look = EditorView.theme({
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
  // Its own sign is missing in many fonts.
  '.cm-collapsedLines:before, .cm-collapsedLines:after': { content: '"⋮"' },
  '.cm-tooltip': {
    color: 'var(--sw-text)',
    backgroundColor: 'var(--sw-raised)',
    border: '1px solid var(--sw-border-strong)',
    borderRadius: 'var(--sw-radius)',
    boxShadow: 'var(--sw-shadow)',
    fontFamily: 'var(--sw-font)',
    fontSize: '12px',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--sw-mono)' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    color: 'var(--sw-on-accent)',
    background: 'var(--sw-accent)',
  },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '700' },
  '.cm-tooltip.cm-completionInfo': { padding: '6px 8px', maxWidth: '360px', whiteSpace: 'pre-wrap' },
  '.cm-words': { padding: '6px 8px', maxWidth: '420px', whiteSpace: 'pre-wrap' },
  '.cm-diagnostic': { padding: '4px 8px', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
  '.cm-diagnostic-error': { borderLeft: '4px solid var(--sw-bad)' },
  '.cm-diagnostic-warning': { borderLeft: '4px solid var(--sw-warn)' },
  '.cm-token-flag': { color: 'var(--sw-info)' },
  '.cm-token-variable': { color: 'var(--sw-warn)' },
});

/** CodeMirror's own colours are made for a light page only; ours keep their contrast in both themes. */
const INSTEAD: Readonly<Record<string, string>> = {
  '#404740': 'var(--sw-dim)',
  '#708': 'var(--sw-accent)',
  '#164': 'var(--sw-info)',
  '#219': 'var(--sw-info)',
  '#a11': 'var(--sw-ok)',
  '#940': 'var(--sw-dim)',
  '#f00': 'var(--sw-bad)',
};

const highlighting = HighlightStyle.define(
  defaultHighlightStyle.specs.map((spec) => {
    const colour: unknown = spec.color;
    return typeof colour === 'string' ? { ...spec, color: INSTEAD[colour] ?? 'var(--sw-text)' } : spec;
  }),
);

export const theme: Extension = [look, syntaxHighlighting(highlighting)];
