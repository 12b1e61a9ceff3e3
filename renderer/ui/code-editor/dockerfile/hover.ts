import type { Extension } from '@codemirror/state';
import {
  activateHover,
  closeHoverTooltips,
  type EditorView,
  hoverTooltip,
  keymap,
  type Tooltip,
} from '@codemirror/view';
import { positionAt } from './positions';
import { service } from './service';

function wordsAt(view: EditorView, at: number): string {
  const found = service.computeHover(view.state.doc.toString(), positionAt(view.state.doc, at))?.contents;
  if (found === undefined || Array.isArray(found)) return '';
  return typeof found === 'string' ? found : found.value;
}

function tooltipAt(view: EditorView, at: number): Tooltip | null {
  const words = wordsAt(view, at);
  if (words === '') return null;
  const create = (): { dom: HTMLElement } => {
    const dom = document.createElement('div');
    dom.className = 'cm-words';
    dom.textContent = words;
    return { dom };
  };
  return { pos: at, above: true, create };
}

/** What a word of a Dockerfile means: by pointer, and at the cursor by Alt+F1 until the next key. */
export const hover: Extension = [
  hoverTooltip(tooltipAt),
  keymap.of([
    {
      key: 'Alt-F1',
      preventDefault: true,
      run: (view) => {
        activateHover(view, view.state.selection.main.head, 1, {
          until: ({ docChanged, selection }) => docChanged || selection !== undefined,
        });
        return true;
      },
    },
    {
      key: 'Escape',
      run: (view) => {
        view.dispatch({ effects: closeHoverTooltips });
        return false;
      },
    },
  ]),
];
