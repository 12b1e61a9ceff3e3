import type { Text } from '@codemirror/state';
import { type ComposeKey, composePlaceAt } from '../../../../../main/contract/compose-keys/tables';
import { t } from '../../../../lib/i18n';
import { yamlKeyAt } from '../../../../ui/code-editor/yaml/place';
import { type Knowledge, variableWords } from './knowledge';

const VARIABLE = /\$(?:\$|([A-Za-z_]\w*)|\{([A-Za-z_]\w*)[^}]*\}?)/g;

/** The name of the variable that is written there; null: none. */
export function variableAt(doc: Text, at: number): string | null {
  const line = doc.lineAt(at);
  for (const found of line.text.matchAll(VARIABLE)) {
    const from = line.from + found.index;
    if (at >= from && at <= from + found[0].length) return found[1] ?? found[2] ?? null;
  }
  return null;
}

function keyWords(name: string, { doc, values, since }: ComposeKey): string {
  const more = [
    ...(values === undefined ? [] : [t('One of {values}.', { values: values.join(', ') })]),
    ...(since === 'v2' ? [t('Only compose v2 has it.')] : []),
  ];
  return [`${name}: ${doc}`, ...more].join('\n');
}

/** What stands there means: a key by the specification, a variable by its value. '': nothing to say. */
export function composeWordsAt(doc: Text, at: number, { variables }: Knowledge): string {
  const name = variableAt(doc, at);
  if (name !== null) {
    const known = variables.filter((variable) => variable.name === name);
    return known.length === 0 ? t('{name} is not known yet.', { name }) : known.map(variableWords).join('\n');
  }
  const found = yamlKeyAt(doc, at);
  if (found === null) return '';
  const { key } = composePlaceAt(found.path);
  return key === null ? '' : keyWords(String(found.path.at(-1)), key);
}
