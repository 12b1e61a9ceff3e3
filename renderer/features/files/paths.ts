export const join = (folder: string, name: string): string => (folder === '/' ? `/${name}` : `${folder}/${name}`);

/** '/' is its own. */
export const parentOf = (path: string): string => path.slice(0, Math.max(1, path.lastIndexOf('/')));

/** '/' of itself. */
export const baseOf = (path: string): string => (path === '/' ? '/' : path.slice(path.lastIndexOf('/') + 1));
