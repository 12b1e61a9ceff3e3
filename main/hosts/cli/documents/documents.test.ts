import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { COMMANDS, GLOBAL_OPTIONS, SHELLS } from '../table';
import { completionScript } from './completions';
import { manPage } from './man';
import { helpText, synopsis } from './usage';

const ROOT = path.resolve(import.meta.dirname, '../../../..');
const OPTIONS = [...new Set([...GLOBAL_OPTIONS, ...COMMANDS.flatMap(({ options }) => options)])];
const { version } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { version: string };

/** By `npm run package:cli`. */
const FILES = { bash: 'slipway.bash', zsh: '_slipway', fish: 'slipway.fish', powershell: 'slipway.ps1' } as const;
const kept = (name: string): string => fs.readFileSync(path.join(ROOT, 'assets/cli', name), 'utf8');

test('the man page and the completions that are packaged are those that the command prints', () => {
  expect(kept('slipway.1')).toBe(manPage(version));
  for (const shell of SHELLS) expect(kept(FILES[shell])).toBe(completionScript(shell));
});

test('help and the man page tell of every command and option', () => {
  const man = manPage(version).replaceAll('\\-', '-');
  for (const command of COMMANDS) {
    expect(helpText()).toContain(`  slipway ${synopsis(command)}\n      ${command.about}\n`);
    expect(man).toContain(`.SS slipway ${synopsis(command)}\n`);
  }
  for (const { name } of OPTIONS) expect(man).toContain(`.B ${name}`);
});

test.each(SHELLS)('the completions of %s know every word and option', (shell) => {
  const script = completionScript(shell);
  for (const word of COMMANDS.flatMap(({ name }) => name.split(' ')))
    expect(script).toMatch(new RegExp(`\\b${word}\\b`));
  for (const { name } of OPTIONS) expect(script).toContain(shell === 'fish' ? `-l ${name.slice(2)} ` : name);
});

const completedByBash = (...words: string[]): string[] => {
  const script = `${completionScript('bash')}
COMP_WORDS=(slipway "$@"); COMP_CWORD=$(($#)); _slipway; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['-c', script, 'bash', ...words], { encoding: 'utf8' })
    .trim()
    .split('\n');
};

test('bash completes the words of commands, and what they take', () => {
  expect(completedByBash('en')).toEqual(['engine']);
  expect(completedByBash('engine', 's')).toEqual(['start', 'stop', 'status']);
  expect(completedByBash('--data-dir', '/tmp', 'engine', 'r')).toEqual(['restart']);
  expect(completedByBash('browser', '--p')).toEqual(['--port']);
  expect(completedByBash('completion', 'f')).toEqual(['fish']);
});

test('in the man page only requests begin a line with a dot', () => {
  const requests = manPage(version)
    .split('\n')
    .flatMap((line) => (line.startsWith('.') || line.startsWith("'") ? [line.split(' ')[0]] : []));
  expect([...new Set(requests)].sort()).toEqual(['.B', '.BR', '.I', '.IR', '.PP', '.SH', '.SS', '.TH', '.TP']);
});
