// `node scripts/package/smoke.mjs --os mac|win|linux [--dist DIR]`: whether the packed app starts, answers its command, and ends.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ROOT } from '../lib/paths.mjs';
import { Failure, say } from '../lib/say.mjs';

const START_MS = 60_000;
const END_MS = 15_000;
const AGAIN_MS = 250;

const { values } = parseArgs({
  options: { os: { type: 'string', default: 'linux' }, dist: { type: 'string', default: path.join(ROOT, 'dist') } },
});

/** Where electron-builder leaves it, whatever the processor. @param {string} dist @param {string} system */
const programIn = (dist, system) => {
  const inside = /** @type {Record<string, readonly [RegExp, string]>} */ ({
    mac: [/^mac(-\w+)?$/, 'Slipway.app/Contents/MacOS/Slipway'],
    win: [/^win(-\w+)?-unpacked$/, 'Slipway.exe'],
    linux: [/^linux(-\w+)?-unpacked$/, 'slipway'],
  });
  const [folder, file] = inside[system] ?? [/^$/, ''];
  const found = fs.readdirSync(dist).find((name) => folder.test(name));
  if (found === undefined) throw new Failure(`${dist} has no packed app for ${system}`);
  return path.join(dist, found, file);
};

const program = programIn(values.dist, values.os);
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-smoke-'));
const flag = `--data-dir=${dataDir}`;

/** @param {readonly string[]} args */
const command = (...args) => {
  const { status, stdout, stderr, error } = spawnSync(program, [...args, flag], {
    encoding: 'utf8',
    timeout: START_MS,
  });
  return { status, text: `${stdout}${stderr}${error === undefined ? '' : String(error)}` };
};

/** @param {boolean} good @param {string} words */
const demand = (good, words) => {
  if (!good) throw new Failure(words);
  say(`slipway: ${words.split('\n')[0] ?? ''}: as it should be`);
};

/** A display of its own, and no sandbox: a build machine has neither the one nor the right to the other. */
const startApp = () => {
  const linux = values.os === 'linux';
  const line = linux ? ['xvfb-run', '--auto-servernum', program, '--no-sandbox', flag] : [program, flag];
  return spawn(line[0] ?? program, line.slice(1), { stdio: 'inherit' });
};

const untilRunning = async () => {
  for (const end = Date.now() + START_MS; Date.now() < end; await delay(AGAIN_MS)) {
    const { status, text } = command('status', '--json');
    if (status === 0 || status === 4) return text;
  }
  throw new Failure('the app did not answer its command');
};

const smoke = async () => {
  const { version } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  const said = command('version');
  demand(said.text.trim() === `slipway ${version}`, `version says "${said.text.trim()}"`);
  const before = command('status');
  demand(before.status === 3, `status of nothing ends with ${String(before.status)}`);
  const app = startApp();
  const ended = new Promise((resolve) => app.once('exit', resolve));
  try {
    demand((await untilRunning()).includes('"running": true'), 'status of the running app');
    demand(command('quit').status === 0, 'quit');
    const code = await Promise.race([ended, delay(END_MS, 'nothing')]);
    demand(code === 0, `the app ended with ${String(code)}`);
  } finally {
    app.kill('SIGKILL');
  }
};

try {
  await smoke();
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  say(`slipway: ${error.message}`);
  process.exitCode = 1;
} finally {
  fs.rmSync(dataDir, { recursive: true, force: true });
}
