import { StreamLanguage } from '@codemirror/language';
import { dockerFile } from '@codemirror/legacy-modes/mode/dockerfile';
import type { Extension } from '@codemirror/state';
import { Decoration, MatchDecorator } from '@codemirror/view';
import { matchMarks } from '../match-marks';

const FLAG_OR_VARIABLE = /(?<=\s)--[a-z][a-z-]*(?==|\s|$)|\$(?:\w+|\{[^}\s]*\})/g;
const flag = Decoration.mark({ class: 'cm-token-flag' });
const variable = Decoration.mark({ class: 'cm-token-variable' });

/** What the mode takes for plain text. */
const marker = new MatchDecorator({
  regexp: FLAG_OR_VARIABLE,
  decoration: ([text]) => (text.startsWith('$') ? variable : flag),
});

const marks = matchMarks(marker);

/** Highlighting alone: for a text that is not edited. */
export const dockerfileLook: Extension = [StreamLanguage.define(dockerFile), marks];
