import { expect, test } from 'vitest';
import { errorCode, errorLine, explainError } from './errors';

const wire = (code: string, data: unknown, message = code): Error => Object.assign(new Error(message), { code, data });

test('the engine keeps its own words', () => {
  const error = wire('ENGINE_REFUSED', { status: 409, engineMessage: 'conflict <b>\u001b[31m' });
  expect(explainError(error)).toMatchObject({
    title: 'The engine refused (409).',
    engineWords: 'conflict <b>\u001b[31m',
  });
});

test('a timeout says that it may still happen', () => {
  expect(errorLine(wire('ENGINE_TIMEOUT', { afterMs: 30_000 }))).toMatch(/within 30 seconds.*may still/);
});

test('an unreachable engine says why', () => {
  expect(errorLine(wire('ENGINE_UNREACHABLE', { reason: 'No such file.' }))).toContain('No such file.');
});

test.each([null, undefined, 'text', 7, {}, wire('toString', null, 'odd'), wire('ENGINE_REFUSED', null)])(
  '%s gets words too',
  (error) => {
    expect(explainError(error).title).not.toBe('');
  },
);

test('the code is told from what has none', () => {
  expect(errorCode(wire('NOT_FOUND', {}))).toBe('NOT_FOUND');
  expect(errorCode(new Error('x'))).toBe('');
  expect(errorCode({ code: 7 })).toBe('');
});

test('a folder that the machine cannot see is named, with what to do', () => {
  const engineMessage = "error while creating mount source path '/opt/x': mkdir /opt: read-only file system";
  expect(errorLine(wire('ENGINE_REFUSED', { status: 400, engineMessage }))).toMatch(/\/opt\/x is not shared/);
  const other = "error while creating mount source path '/opt/x': mkdir /opt: permission denied";
  expect(errorLine(wire('ENGINE_REFUSED', { status: 400, engineMessage: other }))).not.toContain('not shared');
});
