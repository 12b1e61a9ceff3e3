import type { Extension } from '@codemirror/state';
import {
  activateHover,
  closeHoverTooltips,
  type EditorView,
  hoverTooltip,
  keymap,
  type Tooltip,
} from '@codemirror/view';

/** What a word means: by pointer, and at the cursor by Alt+F1 until the next key. `wordsAt` answers '' where there is nothing to say. */
export function wordsOnHover(wordsAt: (view: EditorView, at: number) => string): Extension {
  const tooltipAt = (view: EditorView, at: number): Tooltip | null => {
    const words = wordsAt(view, at);
    if (words === '') return null;
    const create = (): { dom: HTMLElement } => {
      const dom = document.createElement('div');
      dom.className = 'cm-words';
      dom.textContent = words;
      return { dom };
    };
    return { pos: at, above: true, create };
  };
  return [
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
}
