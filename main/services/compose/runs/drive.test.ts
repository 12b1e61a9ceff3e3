import os from 'node:os';
import { expect, it } from 'vitest';
import { type Call, driveCalls } from './drive';

const call = (script: string): Call => ({
  ...{ program: '/bin/sh', args: ['-c', script], env: { PATH: '/bin:/usr/bin' }, cwd: os.tmpdir() },
});
const { signal } = new AbortController();

it('one call after the other, as long as they succeed', async () => {
  const lines: string[] = [];
  const take = (line: string): void => void lines.push(line);
  expect(
    await driveCalls([call('echo one'), call('echo two >&2; exit 3'), call('echo three')])(take, signal),
  ).toMatchObject({
    ...{ code: 3, signal: null },
  });
  expect(lines).toEqual(['one', 'two']);
  expect(await driveCalls([call('true'), call('kill -9 $$')])(take, signal)).toMatchObject({
    ...{ code: null, signal: 'SIGKILL' },
  });
});

it('a line of one stream is not cut by the other, and the last one needs no end', async () => {
  const lines: string[] = [];
  const script = `printf 'half '; echo whole >&2; printf '\\303'; sleep 0.1; printf '\\251'`;
  await driveCalls([call(script)])((line) => lines.push(line), signal);
  expect(lines).toEqual(['whole', 'half é']);
});
