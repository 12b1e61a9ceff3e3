import { expect, test } from 'vitest';
import type { MachineForward } from '../../../main/contract/machine';
import { failureLine, faultOf } from './fault';
import { elapsedWords, forwardAddress, forwardHref, settingsWords } from './machine-words';
import { splitTail } from './tail';

test.each([
  [-5, '0 s'],
  [59_999, '59 s'],
  [60_000, '1 min 0 s'],
  [3_725_000, '62 min 5 s'],
])('%d ms: %s', (ms, words) => {
  expect(elapsedWords(ms)).toBe(words);
});

const forward = (given: Partial<MachineForward>): MachineForward => ({
  protocol: 'tcp',
  hostIp: '127.0.0.1',
  hostPort: 80,
  guestPort: 80,
  containerId: '',
  containerName: '',
  problem: null,
  ...given,
});

test.each([
  [{}, '127.0.0.1:80', 'http://localhost:80'],
  [{ hostIp: '0.0.0.0' }, '0.0.0.0:80', 'http://localhost:80'],
  [{ hostIp: '::1' }, '[::1]:80', 'http://localhost:80'],
  [{ hostIp: 'fd00::5' }, '[fd00::5]:80', 'http://[fd00::5]:80'],
  [{ hostIp: '192.0.2.1' }, '192.0.2.1:80', 'http://192.0.2.1:80'],
  [{ protocol: 'udp' }, '127.0.0.1:80/udp', null],
  [{ problem: 'taken' }, '127.0.0.1:80', null],
] as const)('%j', (given, address, href) => {
  expect(forwardAddress(forward(given))).toBe(address);
  expect(forwardHref(forward(given))).toBe(href);
});

test('settings in words', () => {
  expect(settingsWords(['cpus'])).toBe('CPUs');
  expect(settingsWords(['cpus', 'memoryMiB'])).toBe('CPUs and memory');
  expect(settingsWords([])).toBe('');
});

test('a fault is what the wire says is one', () => {
  const data = { kind: 'timeout', message: 'Late.', fix: '', detail: 'x' };
  const error = Object.assign(new Error('no'), { code: 'MACHINE_FAULT', data });
  expect(faultOf(error)).toEqual({ message: 'Late.', fix: null, detail: 'x' });
  expect(failureLine(error)).toBe('Late.');
  const broken = Object.assign(new Error('no'), { code: 'MACHINE_FAULT', data: null });
  const other = Object.assign(new Error('no'), { code: 'CONNECTION_LOST', data: null });
  expect([broken, other, new Error('x'), null].map(faultOf)).toEqual([null, null, null, null]);
  expect(failureLine(other)).toContain('connection to Slipway was lost');
});

test('the end of a log is whole lines, or whole characters', () => {
  expect(splitTail('short\n')).toEqual(['', 'short\n']);
  const lines = 'line\n'.repeat(4000);
  const [head, tail] = splitTail(lines);
  expect(head + tail).toBe(lines);
  expect(head.endsWith('\n')).toBe(true);
  expect(tail.length).toBeGreaterThan(8_000);
  const one = 'x' + '😀'.repeat(20_000);
  const [before, after] = splitTail(one);
  expect(before + after).toBe(one);
  expect(after.length).toBeLessThan(10_000);
  expect(/[\ud800-\udfff]/u.test(after)).toBe(false);
});
