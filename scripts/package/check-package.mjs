// Whether a package is what it should be, before it is signed: its fuses, what went along, and what is in the archive.
import fs from 'node:fs';
import path from 'node:path';
import { Failure } from '../lib/say.mjs';
import { archiveProblems } from './archive.mjs';
import { resourceProblems } from './resources.mjs';

/** Marks the fuses in Electron's program: a version, a count, and a character for each, in this order. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const VERSION = 1;
const NAMES = [
  ...['runAsNode', 'cookieEncryption', 'nodeOptions', 'nodeCliInspect', 'asarIntegrity', 'onlyAsar'],
  ...['browserSnapshot', 'fileProtocolPrivileges'],
];

/** As they must be. @type {Readonly<Record<string, boolean>>} */
export const FUSES = {
  runAsNode: false,
  cookieEncryption: true,
  nodeOptions: false,
  nodeCliInspect: false,
  asarIntegrity: true,
  onlyAsar: true,
  fileProtocolPrivileges: false,
};

const ON = '1'.charCodeAt(0);
const OFF = '0'.charCodeAt(0);

/** Of one set of fuses, of which a program for two processors has two. @param {Buffer} bytes @param {number} at */
const problemsAt = (bytes, at) => {
  const from = at + SENTINEL.length;
  if (bytes[from] !== VERSION) return [`the fuses are of a version that is not known (${String(bytes[from])})`];
  return Object.entries(FUSES).flatMap(([name, on]) => {
    const state = bytes[from + 2 + NAMES.indexOf(name)];
    if (state === (on ? ON : OFF)) return [];
    return [`the fuse ${name} is ${state === ON ? 'on' : state === OFF ? 'off' : 'not there'}`];
  });
};

/** @param {string} program @returns {string[]} */
export const fuseProblems = (program) => {
  const bytes = fs.readFileSync(program);
  const problems = [];
  let found = 0;
  for (let at = bytes.indexOf(SENTINEL); at >= 0; at = bytes.indexOf(SENTINEL, at + 1)) {
    found += 1;
    problems.push(...problemsAt(bytes, at));
  }
  return found === 0 ? ['it has no fuses'] : problems;
};

/** The program whose fuses count. @param {string} folder @param {string} platform @param {{ executableName?: string, appInfo: { productFilename: string } }} packager */
const programIn = (folder, platform, packager) => {
  const { productFilename } = packager.appInfo;
  const framework = 'Contents/Frameworks/Electron Framework.framework/Electron Framework';
  if (platform === 'darwin') return path.join(folder, `${productFilename}.app`, framework);
  if (platform === 'win32') return path.join(folder, `${productFilename}.exe`);
  return path.join(folder, packager.executableName ?? productFilename);
};

/**
 * @typedef {object} Context As electron-builder gives it.
 * @property {string} appOutDir
 * @property {string} electronPlatformName
 * @property {{ executableName?: string, appInfo: { productFilename: string }, getResourcesDir(folder: string): string, doAddElectronFuses(context: unknown): Promise<void> }} packager
 */

/** Throws `Failure` with all that is wrong. @param {Context} context */
export const checkPackage = async (context) => {
  const { appOutDir, electronPlatformName, packager } = context;
  // electron-builder sets them after this, too late to look; setting them twice is once.
  await packager.doAddElectronFuses(context);
  const resources = packager.getResourcesDir(appOutDir);
  const problems = [
    ...fuseProblems(programIn(appOutDir, electronPlatformName, packager)),
    ...(await resourceProblems(resources)),
    ...archiveProblems(path.join(resources, 'app.asar')),
  ];
  if (problems.length > 0) throw new Failure(`the package is not what it should be: ${problems.join('; ')}`);
  fs.rmSync(path.join(resources, 'fetched.json'));
};
