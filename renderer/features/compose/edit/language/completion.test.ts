import { CompletionContext } from '@codemirror/autocomplete';
import { EditorState, Text } from '@codemirror/state';
import { expect, test } from 'vitest';
import { completeCompose } from './completion';
import { composeWordsAt } from './hover';
import { type Knowledge, NOTHING_KNOWN } from './knowledge';

const known: Knowledge = {
  names: { ...NOTHING_KNOWN.names, services: ['web', 'db'], networks: ['front'], volumes: ['data'] },
  variables: [
    { name: 'TAG', value: '3', source: 'file', from: '/srv/.env', required: false, secret: false, places: [] },
    { name: 'DB_PASSWORD', value: '••••••', source: 'environment', from: '', required: true, secret: true, places: [] },
    { name: 'GONE', value: null, source: 'none', from: '', required: true, secret: false, places: [] },
  ],
};

function marked(text: string): { doc: string; pos: number } {
  return { doc: text.replace('¦', ''), pos: text.indexOf('¦') };
}

function offered(text: string, explicit = false): Record<string, string> {
  const { doc, pos } = marked(text);
  const result = completeCompose(() => known)(new CompletionContext(EditorState.create({ doc }), pos, explicit));
  return Object.fromEntries((result?.options ?? []).map(({ label, apply }) => [label, String(apply ?? label)]));
}

const words = (text: string): string => {
  const { doc, pos } = marked(text);
  return composeWordsAt(Text.of(doc.split('\n')), pos, known);
};

test('keys of the map one is in, but those it has', () => {
  const keys = offered('services:\n  web:\n    image: x\n    bu¦\n');
  expect(keys).toHaveProperty('build', 'build: ');
  expect(keys).toHaveProperty('ports', 'ports:\n      - ');
  expect(keys).not.toHaveProperty('image');
  expect(keys).not.toHaveProperty('services');
  expect(offered('se¦')).toHaveProperty('services', 'services:\n  ');
});

test('a key that has its colon gets no other', () => {
  expect(offered('services:\n  web:\n    ima¦ge: x\n')).toHaveProperty('image', 'image');
});

test('nothing opens by itself where nothing is typed', () => {
  expect(offered('services:\n  web:\n    ¦')).toEqual({});
  expect(offered('services:\n  web:\n    ¦', true)).toHaveProperty('image');
});

test('values that a key takes', () => {
  expect(Object.keys(offered('services:\n  web:\n    restart: ¦'))).toContain('unless-stopped');
  expect(Object.keys(offered('services:\n  web:\n    tty: t¦'))).toEqual(['true', 'false']);
  expect(Object.keys(offered('services:\n  web:\n    network_mode: s¦'))).toContain('service:db');
  expect(offered('services:\n  web:\n    image:¦')).toEqual({});
});

test('names that the files define', () => {
  expect(Object.keys(offered('services:\n  web:\n    depends_on:\n      - d¦'))).toEqual(['web', 'db']);
  expect(Object.keys(offered('services:\n  web:\n    depends_on: [d¦'))).toEqual(['web', 'db']);
  expect(offered('services:\n  web:\n    depends_on:\n      d¦')).toEqual({ web: 'web:', db: 'db:' });
  expect(offered('services:\n  web:\n    volumes:\n      - d¦')).toHaveProperty('data', 'data:/');
  expect(offered('services:\n  web:\n    networks:\n      - f¦')).toHaveProperty('front');
});

test('variables, closed once', () => {
  expect(offered('a: ${¦')).toEqual({ TAG: 'TAG}', DB_PASSWORD: 'DB_PASSWORD}', GONE: 'GONE}' });
  expect(offered('a: ${T¦}')).toHaveProperty('TAG', 'TAG');
  expect(offered('a: $$T¦')).toEqual({});
});

test('what a key means, and what a variable is', () => {
  expect(words('services:\n  web:\n    im¦age: x')).toMatch(/^image: The image/);
  expect(words('services:\n  web:\n    environment:\n      im¦age: x')).toBe('');
  expect(words('services:\n  web:\n    image: x:${T¦AG:-1}')).toBe('TAG = 3\nfrom /srv/.env');
  expect(words('a: $DB_PASS¦WORD')).toContain('••••••');
  expect(words('a: ${GO¦NE?}')).toContain('compose stops');
  expect(words('a: $$T¦AG')).toBe('');
});
