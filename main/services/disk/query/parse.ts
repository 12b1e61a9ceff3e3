import type { QueryKind } from '../../../contract/disk';
import { type Field, FIELDS, type Operator, operatorsOf } from './fields';
import { QueryError, type Token, tokensOf } from './tokens';
import { sizeOf, timeOf, type TimeValue } from './values';
import { say } from '../../../../texts/say';

/** A query, read. `all` is what nothing asks for nothing of. */
export type Query =
  | { readonly type: 'and' | 'or'; readonly parts: readonly Query[] }
  | { readonly type: 'not'; readonly part: Query }
  | { readonly type: 'flag'; readonly field: Field }
  | { readonly type: 'text'; readonly field: Field; readonly operator: Operator; readonly value: string }
  | { readonly type: 'number'; readonly field: Field; readonly operator: Operator; readonly value: number }
  | { readonly type: 'time'; readonly field: Field; readonly operator: Operator; readonly value: TimeValue };

/** Deeper nesting is no query that a person wrote. */
const DEEPEST = 50;

interface Reader {
  readonly kind: QueryKind;
  readonly tokens: readonly Token[];
  place: number;
  depth: number;
}

const END: Token = { kind: 'end', at: 0, length: 0, value: '' };
const peek = ({ tokens, place }: Reader): Token => tokens[place] ?? tokens.at(-1) ?? END;
const next = (reader: Reader): Token => {
  const token = peek(reader);
  reader.place += 1;
  return token;
};
const isWord = ({ kind, value }: Token, word: string): boolean => kind === 'word' && value.toLowerCase() === word;
const shown = ({ kind, value }: Token): string => (kind === 'end' ? say('the end') : `“${value}”`);

/** Throws QueryError. */
export function parseQuery(kind: QueryKind, query: string): Query {
  const reader: Reader = { kind, tokens: tokensOf(query), place: 0, depth: 0 };
  const parsed = readOr(reader);
  const rest = peek(reader);
  if (rest.kind === 'close') throw new QueryError(rest, say('This ) closes nothing.'));
  if (rest.kind !== 'end') throw new QueryError(rest, say('Write and or or before {rest}.', { rest: shown(rest) }));
  return parsed;
}

function readList(reader: Reader, word: 'and' | 'or', read: (reader: Reader) => Query): Query {
  const first = read(reader);
  const parts = [first];
  while (isWord(peek(reader), word)) {
    next(reader);
    parts.push(read(reader));
  }
  return parts.length === 1 ? first : { type: word, parts };
}

const readOr = (reader: Reader): Query => readList(reader, 'or', readAnd);
const readAnd = (reader: Reader): Query => readList(reader, 'and', readNot);

function readNot(reader: Reader): Query {
  const token = peek(reader);
  if (!isWord(token, 'not')) return readPrimary(reader);
  next(reader);
  return { type: 'not', part: deeper(reader, token, readNot) };
}

function deeper(reader: Reader, token: Token, read: (reader: Reader) => Query): Query {
  reader.depth += 1;
  if (reader.depth > DEEPEST) throw new QueryError(token, say('This is nested too deep.'));
  const query = read(reader);
  reader.depth -= 1;
  return query;
}

function readPrimary(reader: Reader): Query {
  const token = next(reader);
  if (token.kind !== 'open') return readTerm(reader, token);
  const query = deeper(reader, token, readOr);
  const end = next(reader);
  if (end.kind === 'close') return query;
  if (end.kind === 'end') throw new QueryError(token, say('This ( is never closed.'));
  throw new QueryError(end, say('Write and or or before {end}.', { end: shown(end) }));
}

function readTerm(reader: Reader, token: Token): Query {
  const fields = FIELDS[reader.kind];
  if (token.kind === 'end') throw new QueryError(token, say('A condition is missing here.'));
  if (token.kind !== 'word')
    throw new QueryError(token, say('A condition begins with a field, not with {token}.', { token: shown(token) }));
  const field = fields.find(({ name }) => name === token.value.toLowerCase());
  if (field === undefined)
    throw new QueryError(
      token,
      say('There is no field {token}. There are: {fields}.', {
        token: shown(token),
        fields: fields.map(({ name }) => name).join(', '),
      }),
    );
  const sign = peek(reader);
  if (sign.kind !== 'operator') {
    if (field.type === 'flag' || field.type === 'time') return { type: 'flag', field };
    throw new QueryError(
      sign,
      say('{name} needs a comparison: {operatorsOf}', {
        name: field.name,
        operatorsOf: operatorsOf(field.type).join(' '),
      }),
    );
  }
  next(reader);
  const operator = operatorsOf(field.type).find((each) => each === sign.value);
  if (operator === undefined)
    throw new QueryError(
      sign,
      field.type === 'flag'
        ? say('{name} is a yes or no: it stands alone, or after not.', { name: field.name })
        : say('{name} is compared by {operatorsOf}', {
            name: field.name,
            operatorsOf: operatorsOf(field.type).join(' '),
          }),
    );
  return compared(field, operator, readValue(reader, field));
}

/** A label's value may hold signs that are operators elsewhere. */
function readValue(reader: Reader, field: Field): Token {
  const token = next(reader);
  if (token.kind !== 'word' && token.kind !== 'text')
    throw new QueryError(token, say('A value is missing after {name}.', { name: field.name }));
  if (field.type !== 'label' || token.kind !== 'word' || peek(reader).value !== '=') return token;
  const sign = peek(reader);
  const value = reader.tokens[reader.place + 1] ?? END;
  const follows = sign.at === token.at + token.length && value.at === sign.at + 1;
  if (!follows || (value.kind !== 'word' && value.kind !== 'text')) {
    next(reader);
    return { ...token, value: `${token.value}=`, length: token.length + 1 };
  }
  reader.place += 2;
  return { ...token, value: `${token.value}=${value.value}`, length: value.at + value.length - token.at };
}

function compared(field: Field, operator: Operator, token: Token): Query {
  const { value } = token;
  switch (field.type) {
    case 'size': {
      const bytes = sizeOf(value);
      if (bytes === null)
        throw new QueryError(token, say('{token} is no size: 100MB, 1GB, 2GiB.', { token: shown(token) }));
      return { type: 'number', field, operator, value: bytes };
    }
    case 'number': {
      if (!/^-?\d{1,15}$/.test(value))
        throw new QueryError(token, say('{token} is no number.', { token: shown(token) }));
      return { type: 'number', field, operator, value: Number(value) };
    }
    case 'time': {
      const time = timeOf(value);
      if (time === null)
        throw new QueryError(token, say('{token} is no time: 7d, 12h, 2026-01-31.', { token: shown(token) }));
      return { type: 'time', field, operator, value: time };
    }
    case 'text':
    case 'label':
    case 'flag':
      return { type: 'text', field, operator, value };
  }
}

/** Names of the fields that a query asks for. */
export function fieldsIn(query: Query): ReadonlySet<string> {
  switch (query.type) {
    case 'and':
    case 'or':
      return new Set(query.parts.flatMap((part) => [...fieldsIn(part)]));
    case 'not':
      return fieldsIn(query.part);
    default:
      return new Set([query.field.name]);
  }
}
