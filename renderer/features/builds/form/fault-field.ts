import { errorCode, explainError } from '../../../lib/errors';

/** Where in the form something is said. */
export type Field = 'folder' | 'dockerfile' | 'tags' | 'target' | 'args' | 'labels' | 'platform' | 'secrets' | 'ssh';

/** By main's words for what is wrong with a wish; a test asks main for them. */
const BY_WORDS: readonly (readonly [RegExp, Field])[] = [
  [/build argument/, 'args'],
  [/\blabel\b/i, 'labels'],
  [/\bplatforms?\b/, 'platform'],
  [/name for a stage/, 'target'],
  [/\bsecrets?\b/i, 'secrets'],
  [/\bSSH\b/, 'ssh'],
  // Last, for other fields' words may be about an image, too.
  [/\b(image|tag|digest|repository|registry)\b/i, 'tags'],
];

const BY_FAULT: Readonly<Record<string, Field>> = {
  'bad-folder': 'folder',
  'no-folder': 'folder',
  'no-dockerfile': 'dockerfile',
  'not-text': 'dockerfile',
};

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const dataOf = (error: unknown): Readonly<Record<string, unknown>> =>
  typeof error === 'object' && error !== null && 'data' in error && typeof error.data === 'object'
    ? { ...error.data }
    : {};

/** The field that a refused start is about; null: none, or it cannot be told. */
export function faultField(error: unknown): Field | null {
  if (errorCode(error) !== 'BUILD_FAULT') return null;
  const { fault, detail } = dataOf(error);
  return BY_FAULT[text(fault)] ?? BY_WORDS.find(([words]) => words.test(text(detail)))?.[1] ?? null;
}

/** For beneath that field. */
export function fieldWords(error: unknown, field: Field): string | undefined {
  if (faultField(error) !== field) return undefined;
  const { title, advice, engineWords } = explainError(error);
  const said = text(dataOf(error).detail);
  return said !== '' && advice === said ? advice : [title, advice, engineWords].filter((part) => part !== '').join(' ');
}
