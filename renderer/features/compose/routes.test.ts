import fc from 'fast-check';
import { expect, it } from 'vitest';
import { editedFile, editorPath, projectPath, said } from './routes';

/** As the router does before it takes an address apart. */
const routed = (path: string): readonly string[] => decodeURI(path).split('/');

it('whatever a project is called, its address says it', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.string({ unit: 'binary', minLength: 1 }),
      (key, service) => {
        const [, view, ...rest] = routed(projectPath(key, 'services', service));
        expect([view, ...rest.map(said)]).toEqual(['compose', key, 'services', service]);
      },
    ),
  );
  expect(projectPath('shop')).toBe('/compose/shop');
  expect(said('%')).toBe('%');
});

it('the address of the editor says file and line', () => {
  const file = { path: '/a b/ü&x=1.yaml', line: 7 };
  const path = editorPath('shop', file);
  expect(editedFile(path.slice(path.indexOf('?')))).toEqual(file);
  expect(editedFile('?line=-1')).toEqual({ path: null, line: null });
});
