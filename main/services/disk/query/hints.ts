import type { QueryHints, QueryKind } from '../../../contract/disk';
import { type Field, FIELDS, operatorsOf } from './fields';
import { type Token, tokensOf } from './tokens';
import { say, sayMsg } from '../../../../texts/say';

type Options = QueryHints['options'];

const MOST = 30;

/** What may stand at the cursor, and what it would take the place of. Never throws: a query may be unfinished. */
export function hintsAt(kind: QueryKind, query: string, cursor: number): QueryHints {
  const at = Math.min(cursor, query.length);
  const before = tokensBefore(query.slice(0, at));
  const touched = before.at(-1);
  const isTyping = touched?.kind === 'word' && touched.at + touched.length === at;
  const settled = isTyping ? before.slice(0, -1) : before;
  const typed = isTyping ? touched.value.toLowerCase() : '';
  const options = optionsAfter(FIELDS[kind], settled).filter(({ text }) => text.toLowerCase().startsWith(typed));
  return { from: isTyping ? touched.at : at, to: at, options: options.slice(0, MOST) };
}

function tokensBefore(text: string): readonly Token[] {
  try {
    return tokensOf(text).filter(({ kind }) => kind !== 'end');
  } catch {
    // Within a quotation nothing is proposed.
    return [
      { kind: 'text', at: 0, length: text.length, value: '' },
      { kind: 'operator', at: 0, length: 0, value: '' },
    ];
  }
}

const word = (text: string, meaning = ''): Options[number] => ({ text, meaning });
const isJoint = ({ kind, value }: Token): boolean =>
  kind === 'open' || (kind === 'word' && ['and', 'or', 'not'].includes(value.toLowerCase()));

function optionsAfter(fields: readonly Field[], tokens: readonly Token[]): Options {
  const last = tokens.at(-1);
  if (last === undefined || isJoint(last))
    return [...fields.map(({ name, meaning }) => word(name, sayMsg(meaning))), word('not')];
  const before = tokens.at(-2);
  const named = (token: Token | undefined): Field | undefined =>
    token?.kind === 'word' ? fields.find(({ name }) => name === token.value.toLowerCase()) : undefined;
  if (last.kind === 'operator') return valuesOf(named(before));
  const field = before?.kind === 'operator' ? undefined : named(last);
  const joints = [word('and'), word('or')];
  if (field === undefined) return joints;
  const signs = operatorsOf(field.type).map((sign) => word(sign));
  return field.type === 'flag' ? joints : field.type === 'time' ? [...signs, ...joints] : signs;
}

function valuesOf(field: Field | undefined): Options {
  switch (field?.type) {
    case 'time':
      return [
        word('1h', say('an hour')),
        word('1d', say('a day')),
        word('7d', say('a week')),
        word('30d', say('a month')),
      ];
    case 'size':
      return ['10MB', '100MB', '1GB', '10GB'].map((each) => word(each));
    case 'text':
      return field.name === 'state' ? ['created', 'exited', 'running', 'paused', 'dead'].map((each) => word(each)) : [];
    default:
      return [];
  }
}
