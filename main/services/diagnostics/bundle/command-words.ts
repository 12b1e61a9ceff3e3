import { isSecretName, MASK } from '../../../contract/secrets';

/** A word of a shell line, with its quotes. */
const WORD = /(?:\$?'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\\.|[^\s'"\\])+/g;
/** Their values are the user's own, whatever they are called. */
const ASSIGNING = new Set([
  '-e',
  '--env',
  '-l',
  '--label',
  '--build-arg',
  '--annotation',
  '--log-opt',
  '--secret',
  '-o',
]);
const ASSIGNMENT = /^(\$?['"]?)([^=\s]+)=([\s\S]*)$/;
const JOINED = /^(--(?:env|label|build-arg|annotation|log-opt|secret))=/;

const maskAssigned = (word: string): string => {
  const [, quote = '', name = ''] = ASSIGNMENT.exec(word) ?? [];
  return name === '' ? word : `${quote.replace(/['"$]/g, '')}${name}=${MASK}`;
};

/** A docker CLI line without the values of variables, labels and build arguments; their names stay. */
export function maskCommand(line: string): string {
  let before = '';
  return line.replace(WORD, (word) => {
    const flag = before;
    before = word;
    const joined = JOINED.exec(word)?.[1];
    if (joined !== undefined) return `${joined}=${maskAssigned(word.slice(joined.length + 1))}`;
    return ASSIGNING.has(flag) ? maskAssigned(word) : word;
  });
}

const bare = (value: string): string => value.replace(/^\$?['"]|['"]$/g, '').replaceAll(`'\\''`, "'");

/** The values in a docker CLI line that are secrets by their names. */
export function secretsIn(line: string): readonly string[] {
  let before = '';
  return [...line.matchAll(WORD)].flatMap(([word]) => {
    const flag = before;
    before = word;
    const assigned = JOINED.test(word) ? word.replace(JOINED, '') : ASSIGNING.has(flag) ? word : '';
    const [, , name = '', value = ''] = ASSIGNMENT.exec(assigned) ?? [];
    return name !== '' && isSecretName(name) ? [bare(value)] : [];
  });
}
