import { foldService, indentService, StreamLanguage } from '@codemirror/language';
import { yaml } from '@codemirror/legacy-modes/mode/yaml';
import type { Extension } from '@codemirror/state';
import { Decoration, MatchDecorator } from '@codemirror/view';
import { indentOf, isEmptyLine, opensBlock, partsOf } from './lines';
import { matchMarks } from '../match-marks';

const STEP = 2;

/** Below a key without a value one is deeper; else where one was. */
const indentation = indentService.of((context, pos) => {
  if (pos === 0) return 0;
  const { text } = context.lineAt(pos, -1);
  if (isEmptyLine(text)) return undefined;
  const parts = partsOf(text);
  const last = parts.at(-1);
  const [first] = parts;
  if (last?.kind !== 'key') return indentOf(text);
  const opens = /^:\s*(#.*)?$/.test(text.slice(last.to)) || opensBlock(text, parts);
  return opens ? last.from + STEP : first?.kind === 'item' ? last.from : indentOf(text);
});

/** What is deeper than a line goes away with it. */
const folding = foldService.of(({ doc }, from) => {
  const first = doc.lineAt(from);
  if (isEmptyLine(first.text)) return null;
  const indent = indentOf(first.text);
  let last = first;
  for (let number = first.number + 1; number <= doc.lines; number++) {
    const line = doc.line(number);
    if (isEmptyLine(line.text)) continue;
    if (indentOf(line.text) <= indent) break;
    last = line;
  }
  return last === first ? null : { from: first.to, to: last.to };
});

const VARIABLE = /(?<!\$)(?:\$\$)*(\$(?:[A-Za-z_]\w*|\{[^}\n]*\}))/g;
const variable = Decoration.mark({ class: 'cm-token-variable' });

const marker = new MatchDecorator({
  regexp: VARIABLE,
  decorate: (add, from, to, [all, name = '']) => add(from + all.length - name.length, to, variable),
});

const variables = matchMarks(marker);

/** Highlighting and folding: for a text that is not edited. */
export const yamlLook: Extension = [StreamLanguage.define(yaml), folding];

/** Of a text in which variables are filled in. */
export const yamlLanguage: Extension = [yamlLook, indentation, variables];
