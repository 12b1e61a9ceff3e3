import { expect, test } from 'vitest';
import { welcomeImage } from './image';
import { welcomeProgram } from './program/elf';

const answer = Buffer.from('HTTP/1.1 200 OK\r\n\r\n');

test.each([
  ['amd64', 62],
  ['arm64', 183],
] as const)('%s: a static program whose segments lie in the file and whose jumps stay in the code', (arch, machine) => {
  const program = welcomeProgram(arch, answer);
  expect(program.subarray(0, 4).toString('latin1')).toBe('\x7fELF');
  expect(program.readUInt16LE(18)).toBe(machine);
  // Runs from where the code begins, and the first segment is the whole file.
  expect(program.readUInt32LE(24)).toBe(0x400000 + 64 + 3 * 56);
  expect(program.readUInt32LE(64 + 32)).toBe(program.length);
  expect(program.length).toBeLessThan(1000 + answer.length);
  expect(program.includes(answer)).toBe(true);
});

test('the image is the same bytes each time, of another program for each processor', () => {
  const [amd64, arm64] = [welcomeImage('amd64'), welcomeImage('arm64')];
  expect(welcomeImage('amd64').equals(amd64)).toBe(true);
  expect(arm64.equals(amd64)).toBe(false);
  expect(amd64.length % 512).toBe(0);
  expect(arm64.toString('latin1')).toContain('"architecture":"arm64"');
});
