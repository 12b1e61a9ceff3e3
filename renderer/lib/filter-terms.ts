/** One term of a filter: `web`, `state:running`, `-label:env=prod`. */
export interface Term<F extends string> {
  /** null: plain text. */
  readonly field: F | null;
  /** Lower case. */
  readonly value: string;
  readonly negated: boolean;
  /** A quoted field value is met by the whole value only. */
  readonly whole: boolean;
}

const TOKEN = /(-?)(?:([a-z]+):)?((?:[^\s"]|"[^"]*"?)+)/gi;

/**
 * `web state:running -label:env=prod "two words"`: all terms must be met; a leading `-` turns one round. What stands before a colon
 * and is no field is plain text (`nginx:1.25`).
 */
export function parseTerms<F extends string>(text: string, fields: readonly F[]): readonly Term<F>[] {
  const asField = (name: string | undefined): F | null => fields.find((field) => field === name?.toLowerCase()) ?? null;
  const asTerm = ([token, dash, name, rest = '']: RegExpMatchArray): Term<F> | null => {
    const field = asField(name);
    const said = field === null && name !== undefined ? `${name}:${rest}` : rest;
    const value = said.replaceAll('"', '').toLowerCase();
    // A lone `-` or `state:` is still being typed: it asks for nothing yet.
    const unfinished = value === '' || token === '-' || (said.endsWith(':') && asField(said.slice(0, -1)) !== null);
    return unfinished ? null : { field, value, negated: dash === '-', whole: said.startsWith('"') };
  };
  return [...text.matchAll(TOKEN)].map(asTerm).filter((term) => term !== null);
}

/** Whether a text is what a field's term asks for. */
export function isWithin(text: string | null, { value, whole }: Pick<Term<string>, 'value' | 'whole'>): boolean {
  const lower = text?.toLowerCase() ?? '';
  return whole ? lower === value : lower.includes(value);
}

/** `env`: there is such a label; `env=prod`: of this value. Labels in lower case. */
export function hasLabel(labels: readonly (readonly [key: string, value: string])[], wanted: string): boolean {
  const cut = wanted.indexOf('=');
  if (cut < 0) return labels.some(([key]) => key.includes(wanted));
  const [key, value] = [wanted.slice(0, cut), wanted.slice(cut + 1)];
  return labels.some((label) => label[0] === key && label[1] === value);
}
