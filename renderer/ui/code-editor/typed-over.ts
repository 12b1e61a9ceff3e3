import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/**
 * Text that is typed over a selection. Left to itself the browser would put it into an element with a style of its own, to keep
 * the colour of what stood there, and the page's policy forbids such a style and reports it.
 */
export const typedOver: Extension = EditorView.domEventHandlers({
  beforeinput: (event, view) => {
    const { state } = view;
    const { main, ranges } = state.selection;
    const { data, inputType, isComposing } = event;
    if (inputType !== 'insertText' || data === null || isComposing) return false;
    if (state.readOnly || main.empty || ranges.length > 1) return false;
    event.preventDefault();
    const insert = () => state.update(state.replaceSelection(data), { userEvent: 'input.type', scrollIntoView: true });
    const taken = state.facet(EditorView.inputHandler).some((handle) => handle(view, main.from, main.to, data, insert));
    if (!taken) view.dispatch(insert());
    return true;
  },
});
