import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { frameCutter } from './channel';
import { claimFolder, type Claimed } from './claim';
import { readOwner } from './place';

const ABOUT = { host: 'browser', version: '1.2.3' } as const;
let dir = '';
const claims: Claimed[] = [];
const claim = async (folder = dir): Promise<Claimed> => {
  const claimed = await claimFolder(folder, ABOUT);
  claims.push(claimed);
  return claimed;
};

beforeEach(() => (dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-control-'))));
afterEach(async () => {
  for (const claimed of claims.splice(0)) if (claimed.state === 'ours') await claimed.claim.release();
  fs.rmSync(dir, { recursive: true });
});
const modeOf = (file: string): string => (fs.statSync(file).mode & 0o777).toString(8);

test('of 50 at once one has the folder; the others know whom it belongs to', async () => {
  const all = await Promise.all(Array.from({ length: 50 }, () => claim()));
  const states = all.map(({ state }) => state);
  expect(states.filter((state) => state === 'ours')).toHaveLength(1);
  expect(states.filter((state) => state === 'taken')).toHaveLength(49);
  for (const each of all) if (each.state === 'taken') expect(each.owner).toMatchObject({ ...ABOUT, pid: process.pid });
});

test('nobody else can reach it or read where it is; what is released can be had again, and leaves nothing', async () => {
  const first = await claim();
  expect(modeOf(path.join(dir, 'control'))).toBe('700');
  expect(modeOf(path.join(dir, 'control/owner.json'))).toBe('600');
  expect(modeOf(path.join(dir, 'control/slipway.sock'))).toBe('600');
  if (first.state === 'ours') await first.claim.release();
  expect(fs.readdirSync(path.join(dir, 'control'))).toEqual([]);
  expect(await claim()).toMatchObject({ state: 'ours' });
});

test('a folder whose name is too long for a socket has one elsewhere', async () => {
  const deep = path.join(dir, 'd'.repeat(120));
  const claimed = await claim(deep);
  const { address = '' } = (await readOwner(deep)) ?? {};
  expect(address.length).toBeLessThan(100);
  expect(modeOf(path.dirname(address))).toBe('700');
  expect(await claim(deep)).toMatchObject({ state: 'taken' });
  if (claimed.state === 'ours') await claimed.claim.release();
  expect(fs.existsSync(path.dirname(address))).toBe(false);
});

test('what a dead owner left, and what is no owner at all, is taken over', async () => {
  fs.mkdirSync(path.join(dir, 'control'));
  const file = path.join(dir, 'control/owner.json');
  for (const text of [
    '',
    '{',
    '[]',
    JSON.stringify({ ...ABOUT, address: `${dir}/gone`, token: 'x', pid: 1, startedAt: 1 }),
  ]) {
    fs.writeFileSync(file, text);
    const claimed = await claim();
    expect(claimed.state).toBe('ours');
    if (claimed.state === 'ours') await claimed.claim.release();
  }
});

test('a folder that cannot be made is no reason not to start', async () => {
  fs.writeFileSync(path.join(dir, 'file'), '');
  expect(await claim(path.join(dir, 'file'))).toMatchObject({ state: 'unlocked' });
});

test('only who knows the token is let in', async () => {
  const claimed = await claim();
  if (claimed.state !== 'ours') throw new Error(claimed.state);
  const guests: string[] = [];
  claimed.claim.serve((socket, early) => {
    guests.push(early.toString());
    socket.end('welcome');
  });
  const { address = '', token = '' } = (await readOwner(dir)) ?? {};
  const said = (text: string): Promise<string> =>
    new Promise((resolve) => {
      let answer = '';
      const socket = net.connect(address, () => socket.write(text));
      socket.on('data', (bytes) => (answer += bytes.toString())).on('error', () => undefined);
      socket.once('close', () => resolve(answer));
    });
  expect(await said(`${'x'.repeat(token.length)}open`)).toBe('');
  expect(await said(`${token}hello`)).toBe('welcome');
  expect(guests).toEqual(['hello']);
});

test('frames come out whole however their bytes are cut, and a length that no frame has is refused', () => {
  const whole = Buffer.concat([
    Buffer.from([0, 0, 0, 2, 7, 8]),
    Buffer.from([0, 0, 0, 0]),
    Buffer.from([0, 0, 0, 1, 9]),
  ]);
  for (let size = 1; size <= whole.length; size += 1) {
    const frames: number[][] = [];
    const cut = frameCutter((frame) => frames.push([...frame]));
    for (let at = 0; at < whole.length; at += size) cut(whole.subarray(at, at + size));
    expect(frames).toEqual([[7, 8], [], [9]]);
  }
  const cut = frameCutter(() => undefined);
  expect(() => cut(Buffer.from([255, 0, 0, 0]))).toThrow('too long');
});
