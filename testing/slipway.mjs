// The whole of Slipway as a process of its own, as `npm start` begins it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { until } from './dockerd.mjs';

const START = path.resolve(import.meta.dirname, '../scripts/start.mjs');

/**
 * @typedef {object} Slipway
 * @property {() => Promise<void>} ready Resolves when a page can be opened: with `--engine vm` that is when its engine answers.
 * @property {(signal: NodeJS.Signals) => Promise<void>} end Signals it and waits for its end.
 */

/**
 * @param {{ dataDir: string, homeDir: string, args: readonly string[], readyMs: number }} options
 * @returns {Slipway}
 */
export function startSlipway({ dataDir, homeDir, args, readyMs }) {
  const env = { ...process.env, HOME: homeDir, DISPLAY: '', WAYLAND_DISPLAY: '' };
  const flags = ['--browser', '--no-open', '--data-dir', dataDir, ...args];
  const child = spawn(process.execPath, [START, ...flags], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ text) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (/** @type {string} */ text) => (said += text));
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  return {
    ready: () =>
      until(
        () => {
          if (isOver()) throw new Error(`Slipway ended: ${out}${said}`);
          return out.includes('Slipway is ready');
        },
        readyMs,
        'Slipway is ready',
      ),
    end: async (signal) => {
      if (isOver()) return;
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    },
  };
}
