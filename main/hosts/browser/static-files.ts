import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { INDEX, type PageFile, listPageFiles } from '../page/page-files';

/** Vite puts a hash of the content into these names. */
const HASHED = /^\/assets\/.+-[\w-]{8}\.\w+$/;

export interface StaticFile {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** URL path -> file. Read once at the start: what is not in it is never served, whatever the disk has by then. */
export type StaticFiles = ReadonlyMap<string, StaticFile>;

const cachingOf = (urlPath: string): string => {
  if (urlPath === INDEX) return 'no-store';
  return HASHED.test(urlPath) ? 'public, max-age=31536000, immutable' : 'no-cache';
};

const readFile = (urlPath: string, { path, contentType }: PageFile): StaticFile => {
  const body = fs.readFileSync(path);
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  return { body, headers: { 'Content-Type': contentType, 'Cache-Control': cachingOf(urlPath), ETag: etag } };
};

/** Throws when `root` cannot be read or holds no page. */
export const readStaticFiles = (root: string): StaticFiles => {
  const files = new Map([...listPageFiles(root)].map(([urlPath, file]) => [urlPath, readFile(urlPath, file)]));
  if (!files.has(INDEX)) throw new Error('the page is not built');
  return files;
};
