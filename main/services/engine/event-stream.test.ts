import { expect, test } from 'vitest';
import { parseEvent } from './event-stream';

test('an event of today', () => {
  // As text: numbers of nanoseconds are beyond what a literal may hold.
  const actor = '{"ID":"abc","Attributes":{"exitCode":"137","name":"web"}}';
  const line = `{"Type":"container","Action":"die","Actor":${actor},"time":1700000000,"timeNano":1700000000123456789}`;
  expect(parseEvent(line)).toEqual({
    type: 'container',
    action: 'die',
    id: 'abc',
    attributes: { exitCode: '137', name: 'web' },
    timeMs: 1700000000123,
  });
});

test('an event of old', () => {
  expect(parseEvent('{"status":"start","id":"abc","time":1700000000}')).toEqual({
    type: 'container',
    action: 'start',
    id: 'abc',
    attributes: {},
    timeMs: 1700000000000,
  });
});

test('attributes that are no strings are left out', () => {
  const line = '{"Type":"image","Action":"tag","Actor":{"ID":"i","Attributes":{"a":1,"b":"x","__proto__":"y"}}}';
  expect(parseEvent(line)?.attributes.b).toBe('x');
  expect(parseEvent(line)?.attributes.a).toBeUndefined();
});

test.each(['', '{"broken', '[]', 'null', '"text"', '7', '{}', '{"Type":"container"}'])('%j is none', (line) => {
  expect(parseEvent(line)).toBeNull();
});
