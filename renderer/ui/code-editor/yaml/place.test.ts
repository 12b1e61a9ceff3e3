import { Text } from '@codemirror/state';
import { expect, test } from 'vitest';
import { keysBeside, yamlKeyAt, yamlPlaceAt } from './place';

/** The text without its mark `|`, and where that was. */
function marked(text: string): { doc: Text; pos: number } {
  const pos = text.indexOf('¦');
  return { doc: Text.of(text.replace('¦', '').split('\n')), pos };
}

function at(text: string): string {
  const { doc, pos } = marked(text);
  const place = yamlPlaceAt(doc, pos);
  return place === null ? 'nowhere' : `${place.slot} ${place.path.join('.')} "${place.word}"`;
}

test('a key is in the map that its indentation says', () => {
  expect(at('ser¦')).toBe('key  "ser"');
  expect(at('services:\n  web:\n    ima¦')).toBe('key services.web "ima"');
  expect(at('services:\n  web:\n    image: x\n\n  # a note\n  ¦')).toBe('key services ""');
  expect(at('services:\n  web:\n    build:\n      context: .\n    ¦\n  db:\n')).toBe('key services.web ""');
  expect(at('services:\n  "we b":\n    ¦')).toBe('key services.we b ""');
});

test('a value is behind its key', () => {
  expect(at('services:\n  web:\n    restart: alw¦')).toBe('value services.web.restart "alw"');
  expect(at('services:\n  web:\n    image: host:5000/a:b¦')).toBe('value services.web.image "host:5000/a:b"');
});

test('an item is in its list, which may begin at the column of its key', () => {
  expect(at('services:\n  web:\n    ports:\n      - 80¦')).toBe('item services.web.ports.0 "80"');
  expect(at('services:\n  web:\n    ports:\n    - 80\n    - ¦')).toBe('item services.web.ports.0 ""');
  expect(at('services:\n  web:\n    ports:\n      - target: 80\n        pub¦')).toBe('key services.web.ports.0 "pub"');
  expect(at('services:\n  web:\n    ports:\n      - target: ¦')).toBe('value services.web.ports.0.target ""');
  expect(at('services:\n  web:\n    ports:\n    - 80\n    ¦')).toBe('key services.web ""');
});

test('brackets in a line', () => {
  expect(at('services:\n  web:\n    depends_on: [db, ca¦')).toBe('item services.web.depends_on.0 "ca"');
  expect(at('a: {b: {c: [x], d¦')).toBe('key a.b "d"');
  expect(at('a: {b: {c: 1}, d: e¦')).toBe('value a.d "e"');
});

test('nothing is said in a comment or in a text over several lines', () => {
  expect(at('a: b # c¦')).toBe('nowhere');
  expect(at('a: "b # c" d¦')).toBe('value a ""b # c" d"');
  expect(at('configs:\n  a:\n    content: |\n      services:\n        we¦')).toBe('nowhere');
  expect(at('a: |\n  text\nb¦')).toBe('key  "b"');
});

test('broken lines around do no harm', () => {
  expect(at('services:\n  web:\n    image: "unclosed\n    ]]{{ %\n    re¦')).toBe('key services.web "re"');
});

test('a key and what stands beside it', () => {
  const { doc, pos } = marked(
    'services:\n  web:\n    image: x\n    bui¦ld:\n      image: y\n    ports: []\n  db:\n    tty: true\n',
  );
  const line = doc.lineAt(pos);
  expect(yamlKeyAt(doc, pos)?.path).toEqual(['services', 'web', 'build']);
  expect([...keysBeside(doc, line.number, 4)]).toEqual(['image', 'ports']);
  expect(yamlKeyAt(doc, line.to)).toBeNull();
});

test('keys beside one within a list', () => {
  const { doc, pos } = marked('ports:\n  - target: 80\n    ¦\n    mode: host\n  - name: a\n');
  expect([...keysBeside(doc, doc.lineAt(pos).number, 4)]).toEqual(['target', 'mode']);
});
