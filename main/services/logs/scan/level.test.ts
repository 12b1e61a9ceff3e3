import { expect, it } from 'vitest';
import { levelOf } from './level';

it.each([
  ['2026-01-01 12:00:00 ERROR something broke', 'error'],
  ['{"level":"warn","msg":"x"}', 'warn'],
  ['{"time":1,"level":30,"msg":"pino"}', 'info'],
  ['{"severity":"CRITICAL"}', 'fatal'],
  ['{"msg":"an error was not logged"}', 'none'],
  ['time=2026 level=debug msg="a b"', 'debug'],
  ['I1121 19:17:36.123456       1 main.go:1] started', 'info'],
  ['E1121 19:17:36.123456       1 main.go:1] failed', 'error'],
  ['[error] 12#12: open() failed', 'error'],
  ['warning: unused variable', 'warn'],
  ['npm ERR! code E404', 'error'],
  ['<notice> hello', 'info'],
  ['2026-11-21 [WARN ] x', 'warn'],
  ['panic: runtime error: index out of range', 'fatal'],
  ['no error found', 'none'],
  ['INFORMATION_SCHEMA was read', 'none'],
  ['GET /errors 200', 'none'],
  ['', 'none'],
  [`${'x'.repeat(300)} ERROR`, 'none'],
])('%s is %s', (line, level) => {
  expect(levelOf(line)).toBe(level);
});
