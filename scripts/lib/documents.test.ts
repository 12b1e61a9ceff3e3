import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** What a page for contributors puts in backticks and what looks like a path of this repository. */
const pathsIn = (page: string): string[] => {
  const text = fs.readFileSync(path.join(ROOT, page), 'utf8');
  const quoted = [...text.matchAll(/`([^`\s]+)`/g)].map(([, inner = '']) => inner);
  return quoted.filter((inner) => /^[\w.-]+\/[\w./-]*$|^[\w.-]+\.(ts|mjs|cjs|json|yml)$/.test(inner));
};

const EXAMPLES = new Set(['x.test.ts', 'x.integration.test.ts']);

test.each(['ARCHITECTURE.md', 'CONTRIBUTING.md', 'README.md', 'SECURITY.md'])(
  '%s names only files that are there',
  (page) => {
    const named = pathsIn(page).filter((name) => !EXAMPLES.has(name));
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !fs.existsSync(path.join(ROOT, name)))).toEqual([]);
  },
);
