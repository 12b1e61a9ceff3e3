import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tail } from '../support/tail';
import { bound, logTail, setAside } from './text-files';

let dir: string;
let file: string;
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-text-'));
  file = path.join(dir, 'log');
});
afterEach(() => fs.rmSync(dir, { recursive: true, force: true }));

describe('a log that another program writes', () => {
  it('is read from its end, over both its files', async () => {
    expect(await logTail(file, 10)).toBe('');
    fs.writeFileSync(file, 'older ');
    await setAside(file);
    await setAside(file);
    fs.writeFileSync(file, 'newer');
    expect([await logTail(file, 100), await logTail(file, 7), await logTail(file, 3)]).toEqual([
      'older newer',
      'r newer',
      'wer',
    ]);
    expect(await tail(file, 0)).toBe('');
  });

  it('is cut once it is too long, under the hands of its writer', async () => {
    const writer = fs.openSync(file, 'a');
    fs.writeSync(writer, 'x'.repeat(100));
    await bound(file, 100, 10);
    expect(fs.statSync(file).size).toBe(100);
    fs.writeSync(writer, 'the end');
    await bound(file, 100, 10);
    fs.writeSync(writer, ' goes on');
    fs.closeSync(writer);
    expect(fs.readFileSync(file, 'utf8')).toBe(' goes on');
    expect(await logTail(file, 1000)).toBe('xxxthe end goes on');
    await bound(path.join(dir, 'none'), 1, 1);
  });
});
