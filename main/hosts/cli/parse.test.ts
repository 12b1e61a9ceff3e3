import { expect, test } from 'vitest';
import { isCommandLine, parse } from './parse';

const parsed = (...argv: string[]) => {
  const { command, args, options } = parse(argv);
  return [command.name, args, Object.fromEntries(options)];
};

test.each([
  [['status'], ['status', [], {}]],
  [
    ['status', '--json', '--data-dir', 'x'],
    ['status', [], { '--json': '', '--data-dir': 'x' }],
  ],
  [
    ['--data-dir=x', 'engine', 'start'],
    ['engine start', [], { '--data-dir': 'x' }],
  ],
  [
    ['settings', 'set', 'theme', 'dark'],
    ['settings set', ['theme', 'dark'], {}],
  ],
  [
    ['settings', 'set', '--', 'theme', '--json'],
    ['settings set', ['theme', '--json'], {}],
  ],
  [
    ['diagnostics', 'D01', 'D02'],
    ['diagnostics', ['D01', 'D02'], {}],
  ],
  [[], ['help', [], {}]],
  [
    ['engine', '-h'],
    ['help', ['engine'], {}],
  ],
  [['--version'], ['version', [], {}]],
] as const)('%j', (argv, expected) => expect(parsed(...argv)).toEqual(expected));

test.each([
  [['nonsense'], 'nonsense: no such command'],
  [['engine'], 'slipway engine needs one of start, stop, restart, status'],
  [['status', '--port', '1'], 'slipway status has no option --port'],
  [['status', '--jsn'], '--jsn: no such option'],
  [['status', '--json=1'], '--json takes no value'],
  [['status', '--data-dir'], '--data-dir needs a value'],
  [['status', 'x'], 'slipway status: x is too much'],
  [['settings', 'set', 'theme'], 'slipway settings set needs VALUE'],
  [['completion', 'tcsh'], 'tcsh: not one of bash, zsh, fish, powershell'],
  [['a\u001b[2Jb'], 'a?[2Jb: no such command'],
] as const)('%j is refused', (argv, words) => expect(() => parse(argv)).toThrow(words));

test.each([
  [['status'], true],
  [['--data-dir', 'status', 'open'], true],
  [['--data-dir', 'status'], false],
  [['--version'], true],
  [[], false],
  [['--no-sandbox', '--engine=vm'], false],
  [['slipway://container/x'], false],
  [['/home/me/compose.yaml'], false],
] as const)('%j is for the command: %s', (argv, expected) => expect(isCommandLine(argv)).toBe(expected));
