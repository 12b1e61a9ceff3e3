// The commands of package.json's scripts, run by node itself: without npm and a shell in between.
import fs from 'node:fs';
import path from 'node:path';
import { NODE_MODULES, ROOT } from './paths.mjs';

/** @param {string} file */
const readJson = (file) => JSON.parse(fs.readFileSync(file, 'utf8'));

const manifest = () => readJson(path.join(ROOT, 'package.json'));

/** @returns {string} */
export const slipwayVersion = () => manifest().version;

/** The script behind a package's command, such as `tsc`. @param {string} name @returns {string} */
const binOf = (name) => {
  for (const dependency of Object.keys(manifest().devDependencies)) {
    const dir = path.join(NODE_MODULES, dependency);
    const { bin = {}, name: own } = readJson(path.join(dir, 'package.json'));
    const file = typeof bin === 'string' ? (own.split('/').at(-1) === name ? bin : undefined) : bin[name];
    if (file !== undefined) return path.join(dir, file);
  }
  throw new Error(`no dependency has the command ${name}`);
};

/** @param {string} line A command without quotes, such as `tsc -b`. @returns {string[]} */
export const nodeCommand = (line) => {
  const [name = '', ...args] = line.split(' ');
  return [process.execPath, binOf(name), ...args];
};

/** @param {string} script Name in package.json. */
export const scriptCommand = (script) => nodeCommand(manifest().scripts[script]);
