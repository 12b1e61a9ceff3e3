import { expect, test } from 'vitest';
import { droppedFile, holdsFiles } from './dropped-file';

/** As a browser has it, which only makes one for a drag. */
function dragged(...things: readonly { readonly kind: 'file' | 'string'; readonly folder?: boolean }[]) {
  const items = things.map(({ kind, folder = false }) => ({
    kind,
    webkitGetAsEntry: () => (kind === 'file' ? { isDirectory: folder } : null),
  }));
  const files = things.filter(({ kind }) => kind === 'file').map((_, index) => new File(['x'], `${index}.tar`));
  return { items, files } as never;
}

test('one file is taken; of anything else it is said why not', () => {
  expect(droppedFile(dragged({ kind: 'file' }))).toMatchObject({ file: { name: '0.tar' } });
  expect(droppedFile(dragged({ kind: 'string' }, { kind: 'file' }))).toHaveProperty('file');
  expect(droppedFile(dragged({ kind: 'file' }, { kind: 'file' }))).toEqual({
    problem: 'One file at a time: these are 2. Nothing was taken.',
  });
  expect(droppedFile(dragged({ kind: 'file', folder: true }))).toMatchObject({
    problem: expect.stringContaining('folder') as string,
  });
  expect(droppedFile(dragged({ kind: 'string' }))).toMatchObject({
    problem: expect.stringContaining('no file') as string,
  });
  expect([holdsFiles({ types: ['Files'] }), holdsFiles({ types: ['text/plain'] })]).toEqual([true, false]);
});
