import { say } from '../../../../texts/say';

/** One variable as it stands in a text. */
export interface VariableUse {
  readonly name: string;
  /** In UTF-16 units of the text. */
  readonly start: number;
  readonly end: number;
  /** `${X:?why}` and `${X?why}`. */
  readonly required: boolean;
  /** What stands in for it where it is not set (or empty, with `:-`); null: nothing was written. */
  readonly fallback: string | null;
  /** `${X:+this}`: its own value is not shown. */
  readonly alternative: boolean;
}

interface Fault {
  readonly start: number;
  readonly end: number;
  readonly kind: 'format' | 'required';
  /** `format`: what is wrong; `required`: the words behind the question mark. */
  readonly message: string;
  readonly name: string;
}

interface Interpolated {
  readonly text: string;
  readonly uses: readonly VariableUse[];
  readonly faults: readonly Fault[];
}

/** undefined: it is not set. */
export type Lookup = (name: string) => string | undefined;

const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const OPERATOR = /:?[-?+]/y;
const DEEPEST = 20;

const matchAt = (pattern: RegExp, text: string, at: number): string => {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
};

/** Where the brace that is opened before `from` is closed; -1: nowhere. Braces of variables inside count. */
function closing(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    if (text.startsWith('$$', at)) at += 1;
    else if (text.startsWith('${', at)) {
      depth += 1;
      at += 1;
    } else if (text[at] === '}') {
      if (depth === 0) return at;
      depth -= 1;
    }
  }
  return -1;
}

interface Work {
  readonly lookup: Lookup;
  readonly uses: VariableUse[];
  readonly faults: Fault[];
  readonly depth: number;
  /** Of the text in the whole one. */
  readonly offset: number;
}

interface Braced {
  readonly name: string;
  readonly operator: string;
  readonly word: string;
  readonly wordAt: number;
  readonly start: number;
  readonly end: number;
}

/** What a braced variable becomes. */
function valueOf({ name, operator, word, wordAt, start, end }: Braced, work: Work): string {
  const value = work.lookup(name);
  const isThere = operator.startsWith(':') ? value !== undefined && value !== '' : value !== undefined;
  const kind = operator.at(-1) ?? '';
  const inner = (): string => expandWithin(word, { ...work, depth: work.depth + 1, offset: wordAt });
  work.uses.push({
    ...{ name, start, end, required: kind === '?', alternative: kind === '+' },
    fallback: kind === '-' ? expandWithin(word, { ...work, uses: [], faults: [], depth: work.depth + 1 }) : null,
  });
  if (kind === '-') return isThere ? (value ?? '') : inner();
  if (kind === '+') return isThere ? inner() : '';
  if (kind === '?' && !isThere) {
    work.faults.push({ start, end, kind: 'required', message: inner(), name });
    return '';
  }
  return value ?? '';
}

function expandBraced(text: string, at: number, work: Work): { readonly value: string; readonly next: number } {
  const name = matchAt(NAME, text, at + 2);
  const after = at + 2 + name.length;
  const operator = text[after] === '}' ? '' : matchAt(OPERATOR, text, after);
  const end = closing(text, after + operator.length);
  if (name === '' || end < 0 || (operator === '' && end !== after)) {
    const message =
      end < 0
        ? say('A variable that begins with “{open}” has to end with “{close}”.', { open: '${', close: '}' })
        : say('This is no name of a variable.');
    const stop = end < 0 ? text.length : end + 1;
    work.faults.push({
      ...{ start: work.offset + at, end: work.offset + stop, kind: 'format', message, name },
    });
    return { value: text.slice(at, stop), next: stop };
  }
  const wordAt = after + operator.length;
  const place = { start: work.offset + at, end: work.offset + end + 1, wordAt: work.offset + wordAt };
  return { value: valueOf({ name, operator, word: text.slice(wordAt, end), ...place }, work), next: end + 1 };
}

function expandWithin(text: string, work: Work): string {
  if (work.depth > DEEPEST) return text;
  let result = '';
  let at = 0;
  for (;;) {
    const dollar = text.indexOf('$', at);
    if (dollar < 0) return result + text.slice(at);
    result += text.slice(at, dollar);
    if (text[dollar + 1] === '$') {
      result += '$';
      at = dollar + 2;
    } else if (text[dollar + 1] === '{') {
      const { value, next } = expandBraced(text, dollar, work);
      result += value;
      at = next;
    } else {
      const name = matchAt(NAME, text, dollar + 1);
      at = dollar + 1 + name.length;
      const [start, end] = [work.offset + dollar, work.offset + at];
      if (name === '') {
        const message = say('A dollar sign that begins no variable has to be doubled: “$$”.');
        work.faults.push({ start, end: end + 1, kind: 'format', message, name });
        result += '$';
      } else {
        work.uses.push({ name, start, end, required: false, fallback: null, alternative: false });
        result += work.lookup(name) ?? '';
      }
    }
  }
}

/** Fills in variables as compose does: `$X ${X} ${X:-d} ${X-d} ${X:?e} ${X?e} ${X:+r} ${X+r} $$`. Never throws. */
export function interpolate(text: string, lookup: Lookup): Interpolated {
  const uses: VariableUse[] = [];
  const faults: Fault[] = [];
  return { text: expandWithin(text, { lookup, uses, faults, depth: 0, offset: 0 }), uses, faults };
}
