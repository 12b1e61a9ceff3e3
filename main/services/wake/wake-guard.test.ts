import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { WakeReport } from '../../contract/diagnostics';
import { createWakeGuard, type Found, type Probe } from './wake-guard';

const OK: Found = { state: 'ok', words: '' };
const BAD: Found = { state: 'failed', words: 'no answer' };
const JUMP = { kind: 'slept', ms: 60_000 } as const;

/** Fails so many times, then is well. */
const probe = (what: string, fails: number, mends: string[] = []): Probe => {
  let looks = 0;
  return {
    what,
    look: () => Promise.resolve((looks += 1) > fails ? OK : BAD),
    mend: () => Promise.resolve(void mends.push(what)),
  };
};

const guardOf = (probes: readonly Probe[]) => {
  const lines: string[] = [];
  // Patience is counted in looks at the clock: a busy computer has as many.
  let steady = 0;
  const clocks = { wall: () => 1_000_000, steady: () => (steady += 1), boot: () => null };
  const guard = createWakeGuard({ probes, log: (line) => lines.push(line), clocks, againMs: 1, patienceMs: 10 });
  onTestFinished(() => guard.close());
  return { guard, lines };
};

const statesOf = (report: WakeReport | null) => report?.findings.map(({ what, state }) => [what, state]);

describe('the guard after a sleep', () => {
  it('says what is well, what it mended, and what it could not', async () => {
    const mends: string[] = [];
    const lost: Probe = { what: 'forwards', look: () => Promise.reject(new Error('gone')) };
    const idle: Probe = { what: 'names', look: () => Promise.resolve({ state: 'skipped', words: '' }) };
    const { guard, lines } = guardOf([probe('clock', 0), probe('engine', 2, mends), idle, lost]);
    const states: (string | undefined)[] = [];
    guard.onChange(() => states.push(guard.report()?.state));
    await guard.look(JUMP);
    expect(states).toEqual(['looking', 'failed']);
    expect(statesOf(guard.report())).toEqual([
      ['clock', 'ok'],
      ['engine', 'mended'],
      ['names', 'skipped'],
      ['forwards', 'failed'],
    ]);
    expect(mends).toEqual(['engine', 'engine']);
    expect(lines).toContain('wake: slept, 60 s');
    expect(lines).toContain('wake: forwards: failed, gone');
  });

  it('begins anew with the next one', async () => {
    const { guard } = guardOf([probe('engine', 3)]);
    const first = guard.look(JUMP);
    const second = guard.look({ kind: 'clock-set', ms: -5000 });
    await Promise.all([first, second]);
    expect(guard.report()).toMatchObject({ kind: 'clock-set', state: 'well' });
  });

  it('keeps what the clocks told when the system says the same', async () => {
    const { guard } = guardOf([probe('engine', 0)]);
    await guard.look(JUMP);
    guard.resumed();
    expect(guard.report()).toMatchObject(JUMP);
  });
});

/** Prints a line each time that it notices something. */
const WATCHER = `
const { watchClocks } = await import(process.argv[1]);
watchClocks((jump) => console.log(JSON.stringify(jump)), { everyMs: 100, lateMs: 1000 });
setInterval(() => undefined, 1000);
console.log('"ready"');
`;

describe('a process that was stopped', () => {
  it('knows it when it goes on', async () => {
    const file = new URL('./clock-watch.ts', import.meta.url).href;
    const args = ['--import', 'tsx', '--input-type=module', '-e', WATCHER, file];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    const line = async (): Promise<unknown> => JSON.parse(String((await once(child.stdout, 'data'))[0]));
    expect(await line()).toBe('ready');
    child.kill('SIGSTOP');
    const stoppedAt = performance.now();
    const said = line();
    // The fault itself takes its time.
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    child.kill('SIGCONT');
    const ms = performance.now() - stoppedAt;
    const jump = await said;
    expect(jump).toMatchObject({ kind: 'stood-still' });
    expect(Math.abs((jump as { ms: number }).ms - ms)).toBeLessThan(1_500);
  });
});
