import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createNotices } from './notices';

let top: string;

beforeEach(() => {
  top = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-notices-'));
});
afterEach(() => fs.rmSync(top, { recursive: true, force: true }));

test('too many changes at once are told as their folder, in batches that are bounded', async () => {
  const told: (readonly string[])[] = [];
  const notices = createNotices({ send: async (files) => void told.push(files), log: () => undefined });
  const files = Array.from({ length: 5_200 }, (_, index) => path.join(top, String(index)));
  // The others are never looked at.
  for (const file of files.slice(-199)) fs.writeFileSync(file, '');
  for (const file of files) notices.changed(file);
  await vi.waitFor(() => expect(notices.counts()).toEqual({ sent: 200, dropped: 0 }), 5000);
  expect(told.flat()).toEqual([top, ...files.slice(-199)]);
  notices.close();
});

test('one batch is with the guest at a time, and what comes meanwhile waits', async () => {
  let answer: () => void = () => undefined;
  const told: (readonly string[])[] = [];
  const notices = createNotices({
    send: (files) => {
      told.push(files);
      return new Promise((resolve) => (answer = resolve));
    },
    log: () => undefined,
  });
  const files = Array.from({ length: 600 }, (_, index) => path.join(top, String(index)));
  for (const file of files) fs.writeFileSync(file, '');
  for (const file of files) notices.changed(file);
  await vi.waitFor(() => expect(told).toHaveLength(1));
  expect(told[0]).toHaveLength(500);
  expect(notices.counts().sent).toBe(0);
  answer();
  await vi.waitFor(() => expect(told).toHaveLength(2), 5000);
  expect(told[1]).toHaveLength(100);
  notices.close();
  answer();
});
