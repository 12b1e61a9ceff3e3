// What lies in an app.asar: only what is needed, nothing of the computer that it was made on, and not much of it.
import fs from 'node:fs';
import os from 'node:os';
import { ROOT } from '../lib/paths.mjs';

/** Without Electron, bytes. */
const BUDGET = 12 * 1024 * 1024;
const ALLOWED = [
  /^package\.json$/,
  /^LICENSE$/,
  /^out\/main\/(electron|browser|log-scanner)\.js$/,
  /^out\/main\/chunks\/[\w.-]+\.js$/,
  /^out\/preload\/preload\.cjs$/,
  /^out\/renderer\/index\.html$/,
  /^out\/renderer\/assets\/[\w.@-]+\.(js|css|svg|png|woff2?|json)$/,
];

/**
 * @typedef {object} Entry
 * @property {string} name
 * @property {Buffer} bytes
 */

/** @typedef {{ files?: Record<string, Node>, offset?: string, size?: number }} Node */

/** @param {string} file @returns {Entry[]} */
export const readArchive = (file) => {
  const archive = fs.readFileSync(file);
  const headSize = archive.readUInt32LE(4);
  /** @type {Node} */
  const head = JSON.parse(archive.subarray(16, 16 + archive.readUInt32LE(12)).toString());
  const body = 8 + headSize;
  /** @param {Node} node @param {string} at @returns {Entry[]} */
  const entries = (node, at) =>
    Object.entries(node.files ?? {}).flatMap(([name, child]) => {
      if (child.files !== undefined) return entries(child, `${at}${name}/`);
      const from = body + Number(child.offset ?? 0);
      return [{ name: `${at}${name}`, bytes: archive.subarray(from, from + (child.size ?? 0)) }];
    });
  return entries(head, '');
};

/** A problem a line. @param {string} file @param {readonly string[]} [places] Paths of this computer. @returns {string[]} */
export const archiveProblems = (file, places = [ROOT, os.homedir()]) => {
  const entries = readArchive(file);
  const total = entries.reduce((sum, { bytes }) => sum + bytes.length, 0);
  // `/root` or `/` alone is a word like others.
  const telling = places.filter((place) => place.length > '/root'.length);
  return [
    ...entries
      .filter(({ name }) => !ALLOWED.some((each) => each.test(name)))
      .map(({ name }) => `${name} is not needed`),
    ...entries
      .filter(
        ({ name, bytes }) =>
          /\.(c?js|css)$/.test(name) && bytes.includes('sourceMappingURL=', Math.max(0, bytes.length - 500)),
      )
      .map(({ name }) => `${name} names a source map`),
    ...entries.flatMap(({ name, bytes }) =>
      telling.filter((place) => bytes.includes(place)).map((place) => `${name} names ${place}`),
    ),
    ...(total > BUDGET ? [`it holds ${String(total)} bytes, more than ${String(BUDGET)}`] : []),
  ];
};
