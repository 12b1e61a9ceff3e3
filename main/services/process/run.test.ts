import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identityOf } from './identity';
import { ProcessError } from './process-error';
import { run } from './run';

const node = process.execPath;
let dir: string;
beforeEach(() => void (dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-run-'))));
afterEach(() => fs.rmSync(dir, { recursive: true, force: true }));

const failure = async (work: Promise<unknown>): Promise<ProcessError> => {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof ProcessError) return error;
  throw new Error(`no ProcessError: ${String(error)}`);
};

/** Ends when the condition holds; the test's own timeout is the deadline. */
const until = async (condition: () => Promise<boolean> | boolean): Promise<void> => {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 10));
};

describe('run', () => {
  it('gives code, output and errors apart', async () => {
    const script = 'process.stdout.write("out"); process.stderr.write("err"); process.exit(3)';
    expect(await run(node, ['-e', script])).toEqual({
      ...{ code: 3, signal: null, stdout: 'out', stderr: 'err', truncated: false },
    });
  });

  it('hands arguments over as they are: there is no shell', async () => {
    const args = ['$(id)', '`id`', "a'b", 'c;d', '*', ''];
    const { stdout } = await run(node, ['-e', 'console.log(JSON.stringify(process.argv.slice(1)))', '--', ...args]);
    expect(JSON.parse(stdout)).toEqual(args);
  });

  it('writes the input, sets the environment and the folder', async () => {
    const script = 'process.stdin.pipe(process.stdout); process.stderr.write(process.env.A + process.cwd())';
    const { stdout, stderr } = await run(node, ['-e', script], { input: 'héllo', env: { A: 'b' }, cwd: dir });
    expect([stdout, stderr]).toEqual(['héllo', `b${fs.realpathSync(dir)}`]);
  });

  it('does not mind a program that never reads its input', async () => {
    expect((await run(node, ['-e', 'process.exit(0)'], { input: 'x'.repeat(2_000_000) })).code).toBe(0);
  });

  it('tells a program that is not there from a folder that is not there', async () => {
    expect((await failure(run('slipway-no-such-program', []))).kind).toBe('not-found');
    expect((await failure(run(node, [], { cwd: path.join(dir, 'none') }))).kind).toBe('failed');
  });

  it('tells a program that may not be run', async () => {
    const file = path.join(dir, 'plain');
    fs.writeFileSync(file, 'x', { mode: 0o644 });
    expect((await failure(run(file, []))).kind).toBe('not-allowed');
  });

  it('keeps the beginning of too much output', async () => {
    const result = await run(node, ['-e', 'process.stdout.write("ab".repeat(500_000))'], { maxOutputBytes: 5 });
    expect(result).toMatchObject({ code: 0, stdout: 'ababa', truncated: true });
  });

  it('says which signal ended it', async () => {
    expect(await run(node, ['-e', 'process.kill(process.pid, "SIGKILL")'])).toMatchObject({
      ...{ code: null, signal: 'SIGKILL' },
    });
  });

  it('ends the whole group in time, also one that ignores the polite signal', async () => {
    const file = path.join(dir, 'grandchild');
    const stubborn = 'trap "" TERM; sh -c "trap \\"\\" TERM; echo \\$\\$ > $1; while :; do sleep 1; done" & wait; wait';
    const began = Date.now();
    const error = await failure(run('sh', ['-c', stubborn, 'sh', file], { timeoutMs: 300 }));
    expect(error.kind).toBe('timeout');
    expect(Date.now() - began).toBeLessThan(3_000);
    const pid = Number(fs.readFileSync(file, 'utf8'));
    await until(async () => (await identityOf(pid)) === null);
  });

  it('is ended by the signals asked for, in their order', async () => {
    const file = path.join(dir, 'signals');
    const note = (name: string): string =>
      `process.on("${name}", () => require("fs").appendFileSync(${JSON.stringify(file)}, "${name} "));`;
    const script = `${note('SIGINT')}${note('SIGTERM')}setInterval(() => undefined, 1000); console.log("ready")`;
    const ending = new AbortController();
    const endings = [
      { signal: 'SIGINT', waitMs: 200 },
      { signal: 'SIGTERM', waitMs: 200 },
    ] as const;
    const onOutput = (): void => ending.abort();
    const error = await failure(run(node, ['-e', script], { signal: ending.signal, endings, onOutput }));
    expect([error.kind, fs.readFileSync(file, 'utf8')]).toEqual(['aborted', 'SIGINT SIGTERM ']);
  });

  it('keeps what a program had said until its timeout', async () => {
    const error = await failure(run('sh', ['-c', 'echo why >&2; sleep 60'], { timeoutMs: 300 }));
    expect(error.stderr).toBe('why\n');
  });

  it('is ended by its signal, and not started when that came before', async () => {
    const controller = new AbortController();
    const ended = failure(run('sleep', ['60'], { signal: controller.signal }));
    controller.abort();
    expect((await ended).kind).toBe('aborted');
    expect((await failure(run('sleep', ['60'], { signal: controller.signal }))).kind).toBe('aborted');
  });

  it('does not wait for a grandchild that keeps the pipes open', async () => {
    const began = Date.now();
    const { stdout } = await run('sh', ['-c', 'sleep 30 & echo $!']);
    expect(Date.now() - began).toBeLessThan(5_000);
    process.kill(Number(stdout), 'SIGKILL');
  });

  it('leaves nothing behind when this process ends', async () => {
    const file = path.join(dir, 'pid');
    const script = `import fs from 'node:fs';
      import { run } from ${JSON.stringify(path.join(import.meta.dirname, 'run.ts'))};
      const file = ${JSON.stringify(file)};
      void run('sh', ['-c', 'echo $$ > $1.new; mv $1.new $1; exec sleep 600', 'sh', file]).catch(() => undefined);
      setInterval(() => fs.existsSync(file) && process.exit(0), 10);`;
    execFileSync(node, ['--import', 'tsx', '--input-type=module', '-e', script], { stdio: 'inherit' });
    const pid = Number(fs.readFileSync(file, 'utf8'));
    expect(pid).toBeGreaterThan(1);
    await until(async () => (await identityOf(pid)) === null);
  });
});
