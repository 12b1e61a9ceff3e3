import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { fileBody } from './file-body';

const isOpen = (file: string): boolean =>
  fs.readdirSync('/proc/self/fd').some((fd) => {
    try {
      return fs.readlinkSync(`/proc/self/fd/${fd}`) === file;
    } catch {
      return false;
    }
  });

test('whenever it is given up, its file is closed', async () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-body-'));
  const file = path.join(dir, 'big');
  fs.writeFileSync(file, Buffer.alloc(3_000_000));
  for (const turns of [0, 1, 2, 5]) {
    const body = fileBody(file).resume();
    for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    body.destroy();
    await once(body, 'close');
    expect(isOpen(file), `after ${String(turns)} turns`).toBe(false);
  }
  fs.rmSync(dir, { recursive: true });
});
