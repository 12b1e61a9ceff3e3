import { expect, test } from 'vitest';
import { limitLog } from './log-limit';

test('one line a minute for each cause', () => {
  const lines: string[] = [];
  let now = 0;
  const log = limitLog(
    (line) => lines.push(line),
    () => now,
  );
  for (now = 0; now < 180_000; now += 500) {
    log('refused', `refused at ${String(now)}`);
    if (now === 1_000) log('absent', 'absent');
  }
  expect(lines).toEqual(['refused at 0', 'absent', 'refused at 60000', 'refused at 120000']);
});

test('a line stays a line', () => {
  const lines: string[] = [];
  limitLog((line) => lines.push(line))('x', 'a\nb\u001b[2J');
  expect(lines).toEqual(['a?b?[2J']);
});
