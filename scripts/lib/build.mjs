// Builds out/ when a source has changed since.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { OUT, ROOT } from './paths.mjs';
import { run } from './run.mjs';
import { Failure, say } from './say.mjs';
import { scriptCommand } from './tools.mjs';

/** All that goes into out/. */
const SOURCES = [
  'main',
  'renderer',
  'texts',
  'assets',
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
  'tsconfig.base.json',
];
/** All that has to come out. */
const RESULTS = ['main/electron.js', 'main/browser.js', 'main/cli.js', 'preload/preload.cjs', 'renderer/index.html'];
const STAMP = '.stamp';

/** @param {string} file @returns {string[]} */
const filesIn = (file) => {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return [];
  if (!stat.isDirectory()) return [file];
  return fs
    .readdirSync(file, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
};

/** @param {string} root */
const sourceFiles = (root) =>
  SOURCES.flatMap((source) => filesIn(path.join(root, source)))
    .map((file) => path.relative(root, file))
    .sort();

/** @param {readonly string[]} files @param {(file: string) => string | Buffer} read */
const digestOf = (files, read) => {
  const hash = createHash('sha256').update(process.version);
  for (const file of files) hash.update(`\0${file}\0`).update(read(file));
  return hash.digest('hex');
};

/**
 * Of sizes and times: quick. Of contents: says whether times that differ mean anything (a fresh checkout, a touch).
 * @param {string} root
 */
const describe = (root) => {
  const files = sourceFiles(root);
  /** @param {string} file */
  const look = (file) => {
    const { size, mtimeMs } = fs.statSync(path.join(root, file));
    return `${String(size)} ${String(mtimeMs)}`;
  };
  return {
    times: digestOf(files, look),
    contents: () => digestOf(files, (file) => fs.readFileSync(path.join(root, file))),
  };
};

/** @param {string} out @returns {{ times?: unknown, contents?: unknown }} */
const readStamp = (out) => {
  try {
    return JSON.parse(fs.readFileSync(path.join(out, STAMP), 'utf8')) ?? {};
  } catch {
    return {};
  }
};

/** What a build made now would be made of. @param {string} root */
export const stampOf = (root) => {
  const { times, contents } = describe(root);
  return { times, contents: contents() };
};

/** @param {string} out @param {{ times: string, contents: string }} stamp */
export const writeStamp = (out, stamp) => fs.writeFileSync(path.join(out, STAMP), JSON.stringify(stamp));

/** Whether out/ is what the sources make. @param {string} [root] @param {string} [out] */
export const isBuilt = (root = ROOT, out = OUT) => {
  const stamp = readStamp(out);
  if (!RESULTS.every((file) => fs.existsSync(path.join(out, file)))) return false;
  const { times, contents } = describe(root);
  if (stamp.times === times) return true;
  const now = contents();
  if (stamp.contents !== now) return false;
  writeStamp(out, { times, contents: now });
  return true;
};

/** Throws `Failure` with what the build said. */
export const build = async () => {
  if (isBuilt()) return;
  say('slipway: building');
  fs.rmSync(path.join(OUT, STAMP), { force: true });
  // Before the build: what changes while it runs is not in it.
  const stamp = stampOf(ROOT);
  const { ok, output, reason } = await run(scriptCommand('build'));
  if (!ok) throw new Failure(`the build ${reason}\n${output}`);
  writeStamp(OUT, stamp);
};
