// What knows compose files, in a chunk of its own: loaded when one is first edited.
import { autocompletion } from '@codemirror/autocomplete';
import { previousDiagnostic } from '@codemirror/lint';
import type { Extension } from '@codemirror/state';
import { keymap } from '@codemirror/view';
import { wordsOnHover } from '../../../../ui/code-editor/hover';
import { yamlLanguage } from '../../../../ui/code-editor/yaml/yaml';
import { completeCompose } from './completion';
import { composeWordsAt } from './hover';
import type { Knowledge } from './knowledge';

/** Highlighting, completion, words on hover, the way through the problems, formatting by key. `knowledge` is asked each time. */
export const composeLanguage = (knowledge: () => Knowledge, format: () => void): Extension => [
  yamlLanguage,
  autocompletion({ override: [completeCompose(knowledge)] }),
  wordsOnHover((view, at) => composeWordsAt(view.state.doc, at, knowledge())),
  keymap.of([
    { key: 'Shift-F8', run: previousDiagnostic },
    { key: 'Shift-Alt-f', preventDefault: true, run: () => (format(), true) },
  ]),
];
