/** What a Compose file is made of. What is undefined, or holds nothing, is left out. */
export type Node = string | number | boolean | readonly Node[] | { readonly [key: string]: Node | undefined };

/** Words that some reader of YAML 1.1 or 1.2 takes for a boolean, null or a number. */
const RESERVED = ['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null', 'nan', 'inf'];
const PLAIN = /^[A-Za-z_/][\w./-]*$/;
const isPlain = (word: string): boolean => PLAIN.test(word) && !RESERVED.includes(word.toLowerCase());

/** What a reader may not take as it stands, or an eye may not see. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Cn}\u0085\ufeff]/gu;
const LAST_SHORT = 0xff_ff;
const [SHORT, LONG] = [4, 8];

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (/\p{Cs}/u.test(character)) return '\ufffd';
  const hex = code.toString(16);
  return code > LAST_SHORT ? `\\U${hex.padStart(LONG, '0')}` : `\\u${hex.padStart(SHORT, '0')}`;
}

/** A string that every reader takes for the same string. */
export const scalar = (word: string): string =>
  isPlain(word) ? word : `"${word.replace(/[\\"]/g, '\\$&').replace(HIDDEN, escaped)}"`;

const isEmpty = (node: Node | undefined): boolean =>
  node === undefined || (typeof node === 'object' && Object.values(node).every(isEmpty));

function lines(node: Node): readonly string[] {
  if (typeof node === 'string') return [scalar(node)];
  if (typeof node === 'number' || typeof node === 'boolean') return [String(node)];
  if (Array.isArray(node))
    return node.flatMap((each: Node) => lines(each).map((line, index) => `${index === 0 ? '- ' : '  '}${line}`));
  return Object.entries(node).flatMap(([key, value]) => {
    if (value === undefined || isEmpty(value)) return [];
    const below = lines(value);
    return typeof value === 'object'
      ? [`${scalar(key)}:`, ...below.map((line) => `  ${line}`)]
      : [`${scalar(key)}: ${below[0] ?? ''}`];
  });
}

/** A document in block style. */
export const yaml = (node: Node): string => `${lines(node).join('\n')}\n`;
