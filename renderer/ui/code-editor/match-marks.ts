import type { Extension } from '@codemirror/state';
import { type DecorationSet, type EditorView, type MatchDecorator, ViewPlugin } from '@codemirror/view';

/** Marks what matches in the lines in sight, and keeps up with the text. */
export const matchMarks = (marker: MatchDecorator): Extension =>
  ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;
      constructor(view: EditorView) {
        this.decorations = marker.createDeco(view);
      }
      update(update: Parameters<MatchDecorator['updateDeco']>[0]): void {
        this.decorations = marker.updateDeco(update, this.decorations);
      }
    },
    { decorations: (plugin) => plugin.decorations },
  );
