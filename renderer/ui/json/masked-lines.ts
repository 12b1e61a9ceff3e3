import type { JsonLine } from './json-text';
import { isSecretFlag, maskArguments, maskAssignment, maskText, maskValue } from '../../lib/secrets';

/** `"key": "value",` or `"value",` with the strings still escaped. */
const STRING_LINE = /^(?:"((?:[^"\\]|\\.)*)": )?"(.*)"(,?)$/s;
const OPENING_LINE = /^(?:"((?:[^"\\]|\\.)*)": )?[{[]$/;
/** Objects of the engine's answer whose keys the user chose. */
const OPEN_MAPS = new Set(['Labels', 'Options', 'DriverOpts', 'Sysctls', 'Annotations', 'Config']);
const ARGUMENT_LISTS = new Set(['Cmd', 'Args', 'Entrypoint', 'Test', 'Shell', 'OnBuild']);

/** The lines of an inspect answer with what looks like a secret masked. */
export function maskLines(lines: readonly JsonLine[]): readonly JsonLine[] {
  const parents: string[] = [];
  let wordBefore = '';
  return lines.map((line) => {
    const opening = OPENING_LINE.exec(line.text);
    parents.length = Math.min(parents.length, line.depth);
    if (opening !== null) {
      parents[line.depth] = opening[1] ?? '';
      wordBefore = '';
      return line;
    }
    const found = STRING_LINE.exec(line.text);
    if (found === null) return line;
    const [, key, value = '', comma = ''] = found;
    const parent = parents[line.depth - 1] ?? '';
    const masked = maskOne({ parent, key, value, wordBefore });
    wordBefore = value;
    if (masked === value) return line;
    const label = key === undefined ? '' : `"${key}": `;
    return { depth: line.depth, text: `${label}"${masked}"${comma}` };
  });
}

interface StringIn {
  /** Key of the object or list it stands in. */
  readonly parent: string;
  readonly key: string | undefined;
  readonly value: string;
  readonly wordBefore: string;
}

function maskOne({ parent, key, value, wordBefore }: StringIn): string {
  if (key !== undefined) return OPEN_MAPS.has(parent) ? maskValue(key, value) : maskText(value);
  if (parent === 'Env') return maskAssignment(value);
  if (!ARGUMENT_LISTS.has(parent)) return maskText(value);
  return isSecretFlag(wordBefore)
    ? (maskArguments([wordBefore, value])[1] ?? value)
    : (maskArguments([value])[0] ?? value);
}
