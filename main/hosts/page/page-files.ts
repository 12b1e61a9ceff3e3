import fs from 'node:fs';
import path from 'node:path';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** The page's own routes: a reload or a deep link there is answered with the page. */
// Ids of images hold a colon, names of registries one, or brackets.
const SEGMENT = '/(?:[\\w-]|%5B)(?:[\\w.-]|%3A|%5D)*';
const VIEW =
  '/(containers|compose-sets|run|images|builds|volumes|networks|ports|registries|disk|bin|logs|engine|settings|diagnostics|welcome|import)';
// A compose project is known by its name, which a label may make anything.
const PROJECT = "/compose(?:/(?:[\\w.~!*'()-]|%[\\dA-F]{2})+)*";
const ROUTE = new RegExp(`^(?:${VIEW}(${SEGMENT})*|${PROJECT})$`);

export interface PageFile {
  readonly path: string;
  readonly contentType: string;
}

/** URL path -> file, fixed at the start: what was not there then is never served. */
export type PageFiles = ReadonlyMap<string, PageFile>;

/** What answers `/` and every route. */
export const INDEX = '/index.html';

export function listPageFiles(root: string): PageFiles {
  const files = new Map<string, PageFile>();
  const walk = (dir: string, prefix: string): void => {
    for (const entry of fs.readdirSync(dir, { withFileTypes: true })) {
      const contentType = CONTENT_TYPES[path.extname(entry.name)];
      if (entry.isDirectory()) walk(path.join(dir, entry.name), `${prefix}${entry.name}/`);
      else if (entry.isFile() && contentType !== undefined)
        files.set(`${prefix}${entry.name}`, { path: path.join(dir, entry.name), contentType });
    }
  };
  walk(root, '/');
  return files;
}

/** Compared as it stands, nothing decoded: an escaped path matches no file and no route. */
export const findPageFile = <F>(files: ReadonlyMap<string, F>, pathname: string): F | undefined =>
  files.get(pathname === '/' || ROUTE.test(pathname) ? INDEX : pathname);
