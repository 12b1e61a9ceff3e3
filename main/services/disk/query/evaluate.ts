import type { Operator } from './fields';
import type { Query } from './parse';
import type { TimeValue } from './values';

/**
 * What is known of one thing, by the names of its fields. `text` and `label`: any number of strings; `size`, `number`, `time`: a
 * number; `flag`: yes or no. A missing one, or null, is not known.
 */
export type Facts = ReadonlyMap<string, readonly string[] | number | boolean | null>;

/** null: not known. What is not known is never found, turned round by `not` or not: it may be about to be deleted. */
type Verdict = boolean | null;

/** Times are ms since the epoch, `now` by the clock that gave them. */
export const matches = (query: Query, facts: Facts, now: number): boolean => verdict(query, facts, now) === true;

function verdict(query: Query, facts: Facts, now: number): Verdict {
  switch (query.type) {
    case 'and':
      return all(query.parts.map((part) => verdict(part, facts, now)));
    case 'or':
      return turned(all(query.parts.map((part) => turned(verdict(part, facts, now)))));
    case 'not':
      return turned(verdict(query.part, facts, now));
    case 'flag':
      return flag(facts.get(query.field.name));
    case 'number': {
      const known = facts.get(query.field.name);
      return typeof known === 'number' ? ordered(known, query.operator, query.value) : null;
    }
    case 'time': {
      const known = facts.get(query.field.name);
      return typeof known === 'number' ? timely(known, query.operator, query.value, now) : null;
    }
    case 'text': {
      const known = facts.get(query.field.name);
      return Array.isArray(known) ? textual(known as readonly string[], query) : null;
    }
  }
}

const turned = (one: Verdict): Verdict => (one === null ? null : !one);

const all = (verdicts: readonly Verdict[]): Verdict => {
  if (verdicts.includes(false)) return false;
  return verdicts.includes(null) ? null : true;
};

/** A time that is known has come; one that is null has not. */
function flag(known: readonly string[] | number | boolean | null | undefined): Verdict {
  if (known === undefined) return null;
  return typeof known === 'number' || known === true;
}

function ordered(known: number, operator: Operator, value: number): boolean {
  switch (operator) {
    case '=':
      return known === value;
    case '!=':
      return known !== value;
    case '>':
      return known > value;
    case '<':
      return known < value;
    case '>=':
      return known >= value;
    case '<=':
      return known <= value;
    default:
      return false;
  }
}

/** A span counts back from now: more of it is longer ago. */
const timely = (known: number, operator: Operator, value: TimeValue, now: number): boolean =>
  value.kind === 'span' ? ordered(now - known, operator, value.ms) : ordered(known, operator, value.ms);

function textual(known: readonly string[], { field, operator, value }: Extract<Query, { type: 'text' }>): boolean {
  const wished = value.toLowerCase();
  const texts = known.map((each) => each.toLowerCase());
  switch (operator) {
    case '~':
      return texts.some((each) => each.includes(wished));
    case '!~':
      return !texts.some((each) => each.includes(wished));
    case '=':
      return texts.some((each) => isEqual(each, wished, field.name));
    case '!=':
      return !texts.some((each) => isEqual(each, wished, field.name));
    default:
      return false;
  }
}

function isEqual(text: string, wished: string, field: string): boolean {
  if (field === 'id') return wished !== '' && text.replace(/^sha256:/, '').startsWith(wished.replace(/^sha256:/, ''));
  // As the CLI's filters have it: a label by its key alone, or with its value.
  if (field === 'label' && !wished.includes('=')) return like(text.split('=', 1)[0] ?? '', wished);
  return like(text, wished);
}

/** `*` stands for any text. Piece by piece, so that no pattern takes long. */
export function like(text: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last)) return false;
  const end = text.length - last.length;
  let from = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, from);
    if (found < 0 || found + piece.length > end) return false;
    from = found + piece.length;
  }
  return true;
}
