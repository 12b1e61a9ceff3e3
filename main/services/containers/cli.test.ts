import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cliLines } from './cli';
import { shellQuote } from '../engine/shell-quote';

const names = new Map([
  ['id1', 'web'],
  ['id2', 'db'],
  ['id3', '$(reboot)'],
]);
const cli = (wish: Parameters<typeof cliLines>[1]) => cliLines('docker', wish, (id) => names.get(id) ?? '');

describe('cliLines', () => {
  it.each([
    [{ action: 'stop', ids: ['id1', 'id2', 'id1'] }, 'docker stop web db'],
    [{ action: 'stop', ids: ['id1'], timeoutSeconds: 0 }, 'docker stop -t 0 web'],
    [{ action: 'restart', ids: ['id1'], timeoutSeconds: 5 }, 'docker restart -t 5 web'],
    [{ action: 'start', ids: ['unknown'] }, 'docker start unknown'],
    [{ action: 'kill', ids: ['id1'] }, 'docker kill web'],
    [{ action: 'kill', ids: ['id1'], signal: 'SIGHUP' }, 'docker kill -s SIGHUP web'],
    [{ action: 'remove', ids: ['id1', 'id2'], force: true, volumes: true }, 'docker rm -f -v web db'],
    [{ action: 'remove', ids: ['id1'] }, 'docker rm web'],
    [{ action: 'pause', ids: ['id3'] }, 'docker pause id3'],
    [{ action: 'unpause', ids: ['--help', 'id1'] }, 'docker unpause -- --help web'],
    [{ action: 'rename', id: 'id1', name: "a b'c" }, `docker rename web 'a b'\\''c'`],
    [{ action: 'rename', id: 'id1', name: '-x' }, 'docker rename -- web -x'],
  ] as const)('%o', (wish, line) => expect(cli(structuredClone(wish) as Parameters<typeof cli>[0])).toBe(line));

  it('splits what no shell would take', () => {
    const ids = Array.from({ length: 2500 }, (_, index) => `c${String(index)}`);
    expect(
      cli({ action: 'stop', ids })
        .split('\n')
        .map((line) => line.split(' ').length),
    ).toEqual([1002, 1002, 502]);
  });

  it('begins as the engine needs it', () =>
    expect(cliLines('docker --context rig', { action: 'start', ids: ['x'] }, () => '')).toBe(
      'docker --context rig start x',
    ));
});

describe('shellQuote', () => {
  it('is what bash takes it for, whatever it is', () => {
    const word = fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', ''));
    const hostile = fc.constantFrom("'", '$(id)', '`id`', '\u001b[31m', '\u202e', '\n', '\\', '-n', '!', '"');
    // One shell for all: to start one takes longer than to ask it.
    const list = fc.array(fc.oneof(word, hostile), { minLength: 500, maxLength: 500 });
    const check = fc.property(list, (words) => {
      const input = `printf '%s\\0' ${words.map(shellQuote).join(' ')}`;
      const said = execFileSync('bash', ['--norc', '-s'], { input, encoding: 'utf8' });
      expect(said.split('\0').slice(0, -1)).toEqual(words);
    });
    fc.assert(check, { numRuns: 4 });
  });

  it('shows no control character', () =>
    expect(shellQuote("a\u001b[2J\u202e\nb'")).toBe(String.raw`$'a\x1b[2J\xe2\x80\xae\x0ab\''`));
});
