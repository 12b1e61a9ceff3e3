// `node scripts/package/electron-age.mjs`: whether the Electron that is packaged is still mended by its makers. Asks npm's registry.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../lib/paths.mjs';
import { Failure, say } from '../lib/say.mjs';

/** Electron's makers mend the three newest majors. */
const SUPPORTED = 3;
const MOST_WEEKS = 8;
const WEEK_MS = 7 * 24 * 3_600_000;

/** @param {string} version */
const majorOf = (version) => Number.parseInt(version, 10);

/**
 * What is wrong with packaging `version`; null: nothing.
 * @param {string} version
 * @param {Readonly<Record<string, string>>} published When each version was (ISO 8601), as `npm view electron time --json` says.
 * @param {number} now ms since 1970.
 * @returns {string | null}
 */
export const ageProblem = (version, published, now) => {
  const finals = Object.keys(published).filter((name) => /^\d+\.\d+\.\d+$/.test(name));
  const newest = Math.max(...finals.map(majorOf));
  const major = majorOf(version);
  if (major <= newest - SUPPORTED) return `Electron ${version} gets no fixes any more: ${String(newest)} is the newest`;
  const [, minor = 0, patch = 0] = version.split('.').map(Number);
  const later = finals.filter((name) => {
    const [hisMajor = 0, hisMinor = 0, hisPatch = 0] = name.split('.').map(Number);
    return hisMajor === major && (hisMinor > minor || (hisMinor === minor && hisPatch > patch));
  });
  const [first] = later.map((name) => Date.parse(published[name] ?? '')).sort((a, b) => a - b);
  if (first === undefined || now - first <= MOST_WEEKS * WEEK_MS) return null;
  return `Electron ${version} is behind by fixes of more than ${String(MOST_WEEKS)} weeks ago`;
};

const main = () => {
  const { devDependencies } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  const { status, stdout, stderr } = spawnSync('npm', ['view', 'electron', 'time', '--json'], { encoding: 'utf8' });
  if (status !== 0) throw new Failure(`npm does not say when Electron was published: ${stderr}`);
  const problem = ageProblem(devDependencies.electron, JSON.parse(stdout), Date.now());
  if (problem !== null) throw new Failure(problem);
  say(`slipway: Electron ${String(devDependencies.electron)} is of a line that its makers mend`);
};

if (import.meta.filename === process.argv[1]) {
  try {
    main();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    say(`slipway: ${error.message}`);
    process.exitCode = 1;
  }
}
