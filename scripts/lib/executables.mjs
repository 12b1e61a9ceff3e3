// Finds programs as a shell would, and a little better.
import fs from 'node:fs';
import path from 'node:path';

/** Where the system's own tools are; a user's PATH often leaves them out. */
const SYSTEM_FOLDERS = ['/usr/local/sbin', '/usr/sbin', '/sbin', '/usr/local/bin', '/usr/bin', '/bin'];

/** PATH with the system's folders at its end. @param {NodeJS.ProcessEnv} [env] */
export const widePath = (env = process.env) => {
  const folders = (env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return [...new Set([...folders, ...SYSTEM_FOLDERS])].join(path.delimiter);
};

/** @param {string} file */
const isExecutable = (file) => {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
};

/** @param {string} name @param {string} [searchPath] @returns {string | null} */
export const findExecutable = (name, searchPath = widePath()) =>
  searchPath
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find(isExecutable) ?? null;

const PROGRAM_INTERPRETER = 3;

/** Whether an ELF file asks for a dynamic loader: such a program cannot be the only file of an image. @param {Buffer} elf */
const asksForLoader = (elf) => {
  const is64 = elf[4] === 2;
  const isLittle = elf[5] === 1;
  /** @param {number} at @param {number} bytes */
  const read = (at, bytes) => (isLittle ? elf.readUIntLE(at, bytes) : elf.readUIntBE(at, bytes));
  const table = is64 ? read(32, 6) : read(28, 4);
  const size = read(is64 ? 54 : 42, 2);
  const count = read(is64 ? 56 : 44, 2);
  return Array.from({ length: count }, (_, index) => read(table + index * size, 4)).includes(PROGRAM_INTERPRETER);
};

/** @param {string} file */
export const isStatic = (file) => {
  try {
    const elf = fs.readFileSync(file);
    return elf.subarray(0, 4).toString('latin1') === '\x7fELF' && !asksForLoader(elf);
  } catch {
    return false;
  }
};
