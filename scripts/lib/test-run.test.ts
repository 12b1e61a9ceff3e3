import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { until } from '../../testing/dockerd.mjs';
import { markedProcesses } from './run-dir.mjs';

const HERE = import.meta.dirname;

/** A test run whose work is this code; `frame`, `run` and `Failure` are at hand. */
const start = (work: string) => {
  const script = `
    import { run } from ${JSON.stringify(path.join(HERE, 'run.mjs'))};
    import { Failure } from ${JSON.stringify(path.join(HERE, 'say.mjs'))};
    import { testRun } from ${JSON.stringify(path.join(HERE, 'test-run.mjs'))};
    await testRun(async (frame) => { process.stderr.write(frame.env.SLIPWAY_TEST_DIR + '\\n'); ${work} });`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script]);
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const code = once(child, 'close').then(([exitCode]) => exitCode as number | null);
  const dir = async (): Promise<string> => {
    await until(() => err.includes('\n'), 10_000, 'the run has begun');
    return err.split('\n')[0] ?? '';
  };
  return { child, code, dir, out: () => out, err: () => err };
};

test.each([
  ['return [{ passed: 3, failed: 0, flaky: [] }, { passed: 1, failed: 0, flaky: [] }];', 0, '4 passed, 0 failed\n'],
  ['return [{ passed: 3, failed: 0, flaky: [] }, { passed: 1, failed: 2, flaky: [] }];', 1, '4 passed, 2 failed\n'],
  ['throw new Failure("no network");', 1, '0 passed, 1 failed\n'],
  ['throw new Error("a bug");', 1, '0 passed, 1 failed\n'],
])('%s', async (work, code, out) => {
  const run = start(work);
  expect(await run.code).toBe(code);
  expect(run.out()).toBe(out);
  expect(fs.existsSync(await run.dir())).toBe(false);
});

/** A program that has started another in a session of its own, and written a file. */
const program = (options = '', trap = ''): string =>
  `const script = '${trap} setsid sleep 300 & touch $SLIPWAY_TEST_DIR/begun; wait; sleep 300';
   const outcome = await run(['sh', '-c', script], { env: frame.env${options} });`;

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)(
  'interrupted by %s, it leaves nothing, and sums up nothing',
  async (signal, code) => {
    const run = start(`${program()} process.stdout.write('went on'); return [];`);
    const dir = await run.dir();
    await until(() => fs.existsSync(`${dir}/begun`), 10_000, 'the program runs');
    expect(markedProcesses(dir).length).toBeGreaterThanOrEqual(2);
    run.child.kill(signal);
    run.child.kill(signal);
    expect(await run.code).toBe(code);
    expect(markedProcesses(dir)).toEqual([]);
    expect(fs.existsSync(dir)).toBe(false);
    expect(run.out()).toBe('');
  },
  20_000,
);

test('what takes too long is ended, deaf or not, and counted as a failure', async () => {
  const run = start(
    `${program(', deadlineMs: 500', 'trap "" TERM INT;')} return [{ passed: 0, failed: outcome.ok ? 0 : 7, flaky: [] }];`,
  );
  const dir = await run.dir();
  expect(await run.code).toBe(1);
  expect(run.out()).toBe('0 passed, 7 failed\n');
  expect(run.err()).toContain('slipway: ended 1 processes that the tests left');
  expect(markedProcesses(dir)).toEqual([]);
}, 20_000);
