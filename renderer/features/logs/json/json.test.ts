import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fieldText, fieldsOf, parseLine } from './fields';
import { prettyJson } from './pretty';

test('pretty JSON is the same value; nothing but white space changes', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const pretty = prettyJson(text);
      expect(pretty === null ? null : JSON.parse(pretty)).toEqual(JSON.parse(text));
    }),
  );
  const exact = '{"id":12345678901234567890,"a":[],"b":{"c":1e400,"d":"x, y: {z}"}}';
  expect(prettyJson(exact)?.replace(/\n\s*/g, '').replaceAll('": ', '":')).toBe(exact);
  expect(prettyJson('{"a":[ ],"b":[1,2]}')).toBe('{\n  "a": [],\n  "b": [\n    1,\n    2\n  ]\n}');
  expect(prettyJson('{"a":')).toBeNull();
});

test('fields by their paths', () => {
  const line = parseLine('{"level":"info","http":{"status":200,"url.path":"/x"},"tags":["a"],"ok":null}');
  expect(line === null ? [] : fieldsOf(line)).toEqual(['level', 'http.status', 'http.url.path', 'tags', 'ok']);
  const texts = ['level', 'http.status', 'http.url.path', 'tags', 'ok', 'none', '__proto__'];
  expect(texts.map((path) => (line === null ? '' : fieldText(line, path)))).toEqual([
    ...['info', '200', '/x', '["a"]', 'null', '', ''],
  ]);
});

test('what is no object is no such line, whatever it is', () => {
  for (const text of ['', 'x', '[1]', '"{}"', '{', '{"a":1} and more', '5']) expect(parseLine(text)).toBeNull();
  fc.assert(fc.property(fc.string({ maxLength: 40 }), (text) => void parseLine(`{${text}`)));
});
