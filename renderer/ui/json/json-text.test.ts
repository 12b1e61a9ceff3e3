import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type JsonLine, jsonLines } from './json-text';
import { maskLines } from './masked-lines';
import { MASK } from '../../lib/secrets';

const joined = (lines: readonly JsonLine[]): string =>
  lines.map(({ depth, text }) => '  '.repeat(depth) + text).join('\n');

describe('breaking JSON into lines', () => {
  test('is what JSON.stringify makes of it', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(joined(jsonLines(json))).toBe(JSON.stringify(JSON.parse(json), null, 2));
      }),
      { examples: [['{"a":"\\\\","b":["\\"",{}],"c":[]}'], ['[ { } ]'], ['"x"']] },
    );
  });

  test('keeps numbers that JavaScript cannot hold', () => {
    expect(joined(jsonLines('{"Memory":9223372036854771713,"f":1e400}'))).toBe(
      '{\n  "Memory": 9223372036854771713,\n  "f": 1e400\n}',
    );
  });

  test('5 MB in one string take no time, and broken text is still shown', () => {
    const start = performance.now();
    const lines = jsonLines(`{"label":"${'x'.repeat(5 * 1024 * 1024)}"}`);
    expect(performance.now() - start).toBeLessThan(150);
    expect(lines).toHaveLength(3);
    expect(joined(jsonLines('{"a": "open'))).toContain('"open');
    expect(joined(jsonLines('}]'))).toBe('}\n]');
  });
});

test('secrets are masked where an inspect answer holds them', () => {
  const inspect = {
    Path: '/bin/serve',
    Args: ['--token', 'abc', '--level=info'],
    Config: {
      Env: ['PATH=/bin', 'DB_PASSWORD=hunter2', 'QUOTED_TOKEN=a"b\\c'],
      Labels: { 'app.secret': 'hunter2', note: 'plain', url: 'http://me:hunter2@host/' },
      Cmd: ['serve', '--password=hunter2'],
      Image: 'key',
    },
    GraphDriver: { Name: 'overlay2' },
  };
  const masked = joined(maskLines(jsonLines(JSON.stringify(inspect))));
  expect(masked).not.toMatch(/hunter2|"abc"|a\\"b/);
  expect(JSON.parse(masked)).toEqual({
    Path: '/bin/serve',
    Args: ['--token', MASK, '--level=info'],
    Config: {
      Env: ['PATH=/bin', `DB_PASSWORD=${MASK}`, `QUOTED_TOKEN=${MASK}`],
      Labels: { 'app.secret': MASK, note: 'plain', url: `http://me:${MASK}@host/` },
      Cmd: ['serve', `--password=${MASK}`],
      Image: 'key',
    },
    GraphDriver: { Name: 'overlay2' },
  });
});
