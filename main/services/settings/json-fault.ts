import { msg } from '../../../texts/msg';

/** Where a text stops being JSON. Lines and columns count from 1; a column is a UTF-16 unit. */
export interface JsonFault {
  readonly line: number;
  readonly column: number;
  /** What should stand there; marked for the catalogue. */
  readonly expected: string;
}

const TOKEN =
  /[ \t\n\r]*(?:(?<value>"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)|(?<mark>[{}[\],:]))/y;
const SPACE = /[ \t\n\r]*/y;

const EXPECTED = {
  value: msg('A value is missing.'),
  firstItem: msg('A value or ] is missing.'),
  firstKey: msg('A name in double quotes or } is missing.'),
  key: msg('A name in double quotes is missing.'),
  colon: msg('A colon is missing.'),
  comma: msg('A comma or the closing bracket is missing.'),
  end: msg('Nothing more may follow.'),
} as const;
type Expected = keyof typeof EXPECTED;

/** What may follow a token; null: it may not stand here. `open` holds the brackets that are not closed yet. */
function after(expected: Expected, token: string, open: string[]): Expected | null {
  const isText = token.startsWith('"');
  const isMark = '{}[],:'.includes(token);
  const done = (): Expected => (open.length === 0 ? 'end' : 'comma');
  const close = (): Expected | null => {
    if (open.pop() !== (token === '}' ? '{' : '[')) return null;
    return done();
  };
  switch (expected) {
    case 'firstItem':
    case 'value':
      if (token === ']' && expected === 'firstItem') return close();
      if (token === '{' || token === '[') {
        open.push(token);
        return token === '{' ? 'firstKey' : 'firstItem';
      }
      return isMark ? null : done();
    case 'firstKey':
    case 'key':
      if (token === '}' && expected === 'firstKey') return close();
      return isText ? 'colon' : null;
    case 'colon':
      return token === ':' ? 'value' : null;
    case 'comma':
      if (token === ',') return open.at(-1) === '{' ? 'key' : 'value';
      return token === '}' || token === ']' ? close() : null;
    case 'end':
      return null;
  }
}

/** The first fault in a text; null: it is JSON. The parser's own words name a place only sometimes. */
export function jsonFault(text: string): JsonFault | null {
  const open: string[] = [];
  let expected: Expected = 'value';
  let at = 0;
  for (;;) {
    SPACE.lastIndex = at;
    SPACE.exec(text);
    const start = SPACE.lastIndex;
    if (start === text.length && expected === 'end') return null;
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text)?.groups;
    const next: Expected | null = found === undefined ? null : after(expected, found.value ?? found.mark ?? '', open);
    if (next === null) return { ...placeOf(text, start), expected: EXPECTED[expected] };
    at = TOKEN.lastIndex;
    expected = next;
  }
}

function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
