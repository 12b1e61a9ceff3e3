import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../..');
export const CACHE = path.join(ROOT, '.cache');
export const OUT = path.join(ROOT, 'out');
export const NODE_MODULES = path.join(ROOT, 'node_modules');
