// Runs programs, and knows which of them still run.
import { spawn } from 'node:child_process';
import os from 'node:os';
import { signalProcess } from './as-root.mjs';
import { ROOT } from './paths.mjs';

/** After the polite signal, ms. */
const KILL_AFTER_MS = 3_000;
/** For the last of the output, ms: what a program leaves running may hold its pipes open. */
const DRAIN_MS = 1_000;

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
let isEnding = false;

/**
 * @typedef {object} Outcome
 * @property {boolean} ok It ran and ended with 0.
 * @property {string} output What it wrote, where it was captured.
 * @property {string} reason Why not ok.
 */

/**
 * @typedef {object} RunOptions
 * @property {NodeJS.ProcessEnv} [env] In addition to ours.
 * @property {'capture' | 'stderr' | 'inherit'} [output] `stderr`: all of it goes to ours.
 * @property {number} [deadlineMs]
 * @property {boolean} [background] It gets what others leave of the processor.
 */

/** To the whole group: a program may have started others. @param {import('node:child_process').ChildProcess} child @param {NodeJS.Signals} signal */
const signalGroup = (child, signal) => {
  if (process.platform === 'win32') child.kill(signal);
  else if (child.pid !== undefined) signalProcess(-child.pid, signal);
};

/** @param {import('node:child_process').ChildProcess} child */
const end = (child) => {
  signalGroup(child, 'SIGTERM');
  const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), KILL_AFTER_MS);
  child.once('exit', () => clearTimeout(timer));
};

/** @type {Record<NonNullable<RunOptions['output']>, import('node:child_process').StdioOptions>} */
const STDIO = {
  capture: ['ignore', 'pipe', 'pipe'],
  stderr: ['ignore', 2, 2],
  inherit: ['ignore', 'inherit', 'inherit'],
};

/**
 * Runs a program to its end in a process group of its own. Never rejects; after `endAll` it does not resolve either.
 * @param {readonly string[]} command
 * @param {RunOptions} [options]
 * @returns {Promise<Outcome>}
 */
export const run = ([program = '', ...args], { env, output: mode = 'capture', deadlineMs, background } = {}) =>
  new Promise((resolve) => {
    if (isEnding) return;
    const detached = process.platform !== 'win32';
    const child = spawn(program, args, { cwd: ROOT, env: { ...process.env, ...env }, stdio: STDIO[mode], detached });
    running.add(child);
    if (background === true && child.pid !== undefined) os.setPriority(child.pid, os.constants.priority.PRIORITY_LOW);
    let output = '';
    let isLate = false;
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text) => (output += text));
    const late = () => {
      isLate = true;
      end(child);
    };
    const timer = deadlineMs === undefined ? undefined : setTimeout(late, deadlineMs);
    /** @param {string} reason */
    const settle = (reason) => {
      clearTimeout(timer);
      running.delete(child);
      child.stdout?.destroy();
      child.stderr?.destroy();
      resolve({ ok: reason === '', output, reason });
    };
    child.once('error', (error) => settle(error.message));
    child.once('exit', (code, signal) => {
      if (isEnding) return;
      const status = code === 0 ? '' : `ended with ${signal ?? String(code)}`;
      const reason = isLate ? `not done after ${String((deadlineMs ?? 0) / 1000)} s` : status;
      const drained = setTimeout(settle, DRAIN_MS, reason);
      child.once('close', () => {
        clearTimeout(drained);
        settle(reason);
      });
    });
  });

/** Ends all that `run` started, and waits for it. What would be run after that never is. */
export const endAll = async () => {
  isEnding = true;
  await Promise.all(
    [...running].map(
      (child) =>
        new Promise((resolve) => {
          if (child.exitCode !== null || child.signalCode !== null) return resolve(null);
          child.once('exit', resolve);
          end(child);
        }),
    ),
  );
};
