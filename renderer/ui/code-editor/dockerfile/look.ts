import { StreamLanguage } from '@codemirror/language';
import { dockerFile } from '@codemirror/legacy-modes/mode/dockerfile';
import type { Extension } from '@codemirror/state';
import { Decoration, type DecorationSet, type EditorView, MatchDecorator, ViewPlugin } from '@codemirror/view';

const FLAG_OR_VARIABLE = /(?<=\s)--[a-z][a-z-]*(?==|\s|$)|\$(?:\w+|\{[^}\s]*\})/g;
const flag = Decoration.mark({ class: 'cm-token-flag' });
const variable = Decoration.mark({ class: 'cm-token-variable' });

/** What the mode takes for plain text. */
const marker = new MatchDecorator({
  regexp: FLAG_OR_VARIABLE,
  decoration: ([text]) => (text.startsWith('$') ? variable : flag),
});

const marks = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = marker.createDeco(view);
    }
    update(update: Parameters<typeof marker.updateDeco>[0]): void {
      this.decorations = marker.updateDeco(update, this.decorations);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

/** Highlighting alone: for a text that is not edited. */
export const dockerfileLook: Extension = [StreamLanguage.define(dockerFile), marks];
