// Starting programs: their output on failure, nothing otherwise.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';

/**
 * Runs a program to its end and resolves with its standard output.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string> }} [options]
 * @returns {Promise<string>} Rejects with its error output when it fails.
 */
export async function run(command, args, options = {}) {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...process.env, LC_ALL: 'C', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  /** @type {Buffer[]} */
  const stdout = [];
  /** @type {Buffer[]} */
  const stderr = [];
  child.stdout.on('data', (chunk) => stdout.push(chunk));
  child.stderr.on('data', (chunk) => stderr.push(chunk));
  const [code, signal] = await once(child, 'close');
  if (code !== 0) {
    throw new Error(
      `${command} ${args.join(' ')} ended with ${code ?? signal}: ${Buffer.concat(stderr).toString().trim()}`,
    );
  }
  return Buffer.concat(stdout).toString();
}

/**
 * `first | second`, both to their end.
 * @param {readonly string[]} first
 * @param {readonly string[]} second
 */
export async function pipe(first, second) {
  const source = spawn(first[0] ?? '', first.slice(1), { stdio: ['ignore', 'pipe', 'inherit'] });
  const target = spawn(second[0] ?? '', second.slice(1), { stdio: ['pipe', 'ignore', 'pipe'] });
  /** @type {Buffer[]} */
  const stderr = [];
  target.stderr.on('data', (chunk) => stderr.push(chunk));
  const moved = pipeline(source.stdout, target.stdin).catch(() => undefined);
  const ended = await Promise.all([once(source, 'close'), once(target, 'close'), moved]);
  if (ended.some((end) => end !== undefined && end[0] !== 0)) {
    throw new Error(`${first.join(' ')} | ${second.join(' ')} failed: ${Buffer.concat(stderr).toString().trim()}`);
  }
}
