import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRedactor } from '../shell/redact';
import { openLog } from './log';

let dir: string;
let now = 0;
const file = () => path.join(dir, 'logs/slipway.log');
const lines = (at = file()) => fs.readFileSync(at, 'utf8').trimEnd().split('\n');
const open = () => openLog({ dir, now: () => now });

beforeEach(() => {
  now = Date.parse('2026-11-21T12:00:00Z');
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-log-'));
});
afterEach(() => fs.rmSync(dir, { recursive: true, force: true }));

describe('the log', () => {
  it('writes lines with their time, for the owner only', () => {
    open().log('hello');
    expect(lines()).toEqual(['2026-11-21T12:00:00.000Z hello']);
    expect(fs.statSync(file()).mode & 0o777).toBe(0o600);
  });

  it('writes the same line once a minute, with its count', () => {
    const { log } = open();
    for (let second = 0; second < 150; second++) {
      log('engine lost');
      now += 1000;
    }
    expect(lines().map((line) => line.slice(14))).toEqual([
      '00:00.000Z engine lost',
      '01:00.000Z engine lost (59 more)',
      '01:00.000Z engine lost',
      '02:00.000Z engine lost (59 more)',
      '02:00.000Z engine lost',
    ]);
  });

  it('writes open counts when closed', () => {
    const { log, close } = open();
    for (const line of ['a', 'a', 'b']) log(line);
    close();
    expect(lines().map((line) => line.slice(25))).toEqual(['a', 'b', 'a (1 more)']);
  });

  it('is bounded, whatever comes', () => {
    const { log } = open();
    for (let line = 0; line < 4000; line++) log(`${String(line)} ${'x'.repeat(5000)}`);
    const sizes = fs.readdirSync(path.dirname(file())).map((name) => fs.statSync(path.join(dir, 'logs', name)).size);
    expect(sizes).toHaveLength(2);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1_048_576);
    expect(lines().at(-1)).toContain(' 3999 xxx');
  });

  it('lets nothing pass for a line of its own, or act on a terminal', () => {
    open().log('engine said: x\n2026-11-21T12:00:00.000Z forged\u001b[2J\u202e');
    expect(lines()).toEqual([
      String.raw`2026-11-21T12:00:00.000Z engine said: x\u000a2026-11-21T12:00:00.000Z forged\u001b[2J\u202e`,
    ]);
  });

  it('throws nothing where nothing can be written, and knows why', () => {
    fs.writeFileSync(path.join(dir, 'logs'), 'in the way');
    const { log, problem, recent } = open();
    expect(() => log('x')).not.toThrow();
    expect(problem()).toMatch(/EEXIST|ENOTDIR/);
    expect(recent().map(({ text }) => text)).toEqual(['x']);
  });

  it('drops what is below its level', () => {
    const { log, debug, error, setLevel } = open();
    debug('dropped');
    setLevel('debug');
    debug('kept');
    setLevel('error');
    log('dropped, too');
    error('here', 'bad');
    expect(lines().map((line) => line.slice(25))).toEqual(['[debug] kept', '[error] here: bad']);
  });

  it('shows its last lines, also of the run before, and tells of new ones', () => {
    const before = open();
    before.log('first');
    before.error('there', 'x');
    const after = open();
    let told = 0;
    after.onLine(() => (told += 1));
    after.log('third');
    expect(after.recent().map(({ seq, level, text }) => [seq, level, text])).toEqual([
      [1, 'info', 'first'],
      [2, 'error', 'there: x'],
      [3, 'info', 'third'],
    ]);
    expect(told).toBe(1);
  });

  it('says of an error what it says of itself, and masks in it', () => {
    const redactor = createRedactor();
    const { error } = openLog({ dir, redact: redactor.redact, now: () => now });
    redactor.know('kanarie-one');
    const cause = Object.assign(new Error('Authorization: Basic a2FuYXJpZS10d28='), {
      headers: { x: 'kanarie-three' },
    });
    error('call', new Error('it said kanarie-one', { cause }));
    const [line = ''] = lines();
    expect(line).toMatch(/\[error\] call: Error: it said •+; because Error: Authorization: •+/);
    expect(line).not.toMatch(/kanarie|a2FuYXJ|headers/);
  });

  it('masks what lies over the end of what is kept of a line', () => {
    const redactor = createRedactor();
    const { log } = openLog({ dir, redact: redactor.redact, now: () => now });
    redactor.know('kanarie-at-the-end');
    log(`${'x '.repeat(995)}kanarie-at-the-end`);
    expect(lines()[0]).not.toContain('kanarie');
  });
});
