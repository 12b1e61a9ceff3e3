// The flags of `npm start -- ...`.
import fs from 'node:fs';
import path from 'node:path';

export const USAGE = `Usage: npm start -- [flags]

  --browser       serve a browser instead of opening the desktop app
  --port N        port of browser mode, 1 to 65535 (default: a free one); implies --browser
  --no-open       print where the page is, but open no browser
  --engine URL    container engine to use: unix:///path, npipe:////./pipe/name or tcp://host:port
                  (default: the engine chosen last, else the first one found);
                  vm: Slipway's own, in a virtual machine that it makes and starts
  --yes           install what --engine vm needs without asking
  --data-dir DIR  where settings and logs are kept
  --help          this text
`;

/** A flag that cannot be used; the message is one line for the user. */
export class FlagError extends Error {}

/**
 * @typedef {object} Flags
 * @property {boolean} help
 * @property {boolean} browser
 * @property {boolean} open
 * @property {boolean} yes
 * @property {number | null} port
 * @property {string | null} engineUrl Or `vm`.
 * @property {string | null} dataDir Absolute.
 */

const LONGEST_SHOWN = 200;
const LAST_PORT = 65_535;

/** What the user typed, fit for one line of a terminal. @param {string} text */
const shown = (text) => text.slice(0, LONGEST_SHOWN).replace(/\p{C}/gu, '?');

/** @param {string} value */
const port = (value) => {
  const number = /^\d{1,5}$/.test(value) ? Number(value) : 0;
  if (number < 1 || number > LAST_PORT) throw new FlagError(`--port ${shown(value)}: not a number from 1 to 65535`);
  return number;
};

/** @param {string} value */
const engineUrl = (value) => {
  const bad = () =>
    new FlagError(`--engine ${shown(value)}: not unix:///path, npipe:////./pipe/name, tcp://host:port or vm`);
  if (value === 'vm') return value;
  if (/[\s\p{C}]/u.test(value)) throw bad();
  if (/^unix:\/\/\/./.test(value) || /^npipe:\/\/\/\/\.\/pipe\/./.test(value)) return value;
  if (!/^tcp:\/\//.test(value) || !URL.canParse(value)) throw bad();
  const { hostname, port: tcpPort, username, password, pathname, search, hash } = new URL(value);
  if (hostname === '' || tcpPort === '' || username + password + search + hash !== '' || !/^\/?$/.test(pathname))
    throw bad();
  return value;
};

/** @param {string} dir */
const canBeFolder = (dir) => {
  try {
    return fs.statSync(dir, { throwIfNoEntry: false })?.isDirectory() ?? true;
  } catch {
    // Something on the way to it is a file, or closed to this user.
    return false;
  }
};

/** @param {string} value @param {string} cwd */
const dataDir = (value, cwd) => {
  const dir = path.resolve(cwd, value);
  if (!canBeFolder(dir)) throw new FlagError(`--data-dir ${shown(value)}: not a folder`);
  return dir;
};

const SWITCHES = new Set(['--browser', '--no-open', '--yes', '--help', '-h']);
const VALUES = new Set(['--port', '--engine', '--data-dir']);

/**
 * Names and values as they stand; of a flag given twice the last one counts.
 * @param {readonly string[]} args
 */
const split = (args) => {
  /** @type {Map<string, string>} */
  const given = new Map();
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? '';
    const cut = arg.indexOf('=');
    const name = cut < 0 ? arg : arg.slice(0, cut);
    if (SWITCHES.has(arg)) given.set(arg, '');
    else if (VALUES.has(name)) {
      const value = cut < 0 ? args[(index += 1)] : arg.slice(cut + 1);
      if (value === undefined || value === '' || value.startsWith('--')) throw new FlagError(`${name} needs a value`);
      given.set(name, value);
    } else throw new FlagError(`${shown(arg)}: not a flag of Slipway`);
  }
  return given;
};

/**
 * @template T
 * @param {string | undefined} value
 * @param {(value: string) => T} parse
 */
const optional = (value, parse) => (value === undefined ? null : parse(value));

/**
 * @param {readonly string[]} args
 * @param {string} [cwd] What a relative folder is relative to.
 * @returns {Flags}
 */
export const parseFlags = (args, cwd = process.cwd()) => {
  const given = split(args);
  return {
    help: given.has('--help') || given.has('-h'),
    browser: given.has('--browser') || given.has('--port'),
    open: !given.has('--no-open'),
    yes: given.has('--yes'),
    port: optional(given.get('--port'), port),
    engineUrl: optional(given.get('--engine'), engineUrl),
    dataDir: optional(given.get('--data-dir'), (value) => dataDir(value, cwd)),
  };
};
