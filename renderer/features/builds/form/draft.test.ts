import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { BuildWish } from '../../../../main/contract/builds';
import { abilitiesOf, draftOf, wishOf } from './draft';

const word = fc.stringMatching(/^[\w./:-]{1,12}$/);
const wishes: fc.Arbitrary<BuildWish> = fc.record({
  ...{ folder: word, dockerfile: word, target: word, platform: word, noCache: fc.boolean(), pull: fc.boolean() },
  ...{ tags: fc.array(word), ssh: fc.array(word), classic: fc.boolean() },
  args: fc.array(fc.record({ name: word, value: fc.option(fc.string()) })),
  labels: fc.array(fc.record({ name: word, value: fc.string() })),
  secrets: fc.array(fc.record({ id: word, from: fc.constantFrom('file', 'env'), source: word })),
});

const ALL = { secrets: true, ssh: true, platforms: true };

it('a form that is filled with a wish asks for the same', () => {
  fc.assert(
    fc.property(wishes, (wish) => {
      expect(wishOf(draftOf(wish), ALL)).toEqual(wish);
    }),
  );
});

it('what the builder does not have is not asked of it', () => {
  fc.assert(
    fc.property(wishes, (wish) => {
      const asked = wishOf(draftOf(wish), { ...ALL, secrets: false, ssh: false });
      expect(asked).toEqual({ ...wish, secrets: [], ssh: [] });
    }),
  );
});

it('what is empty, or left to the Dockerfile, is not asked for', () => {
  const wish = fc.sample(wishes, 1)[0];
  if (wish === undefined) throw new Error('No sample.');
  const draft = draftOf({ ...wish, tags: [], args: [], labels: [] });
  const empty = {
    ...{ tags: ['', '  '], labels: [{ name: ' ', value: 'x' }] },
    args: [
      { name: 'A', from: 'default', value: 'x' },
      { name: '', from: 'value', value: 'x' },
    ] as const,
  };
  expect(wishOf({ ...draft, ...empty }, ALL)).toMatchObject({ tags: [], labels: [], args: [] });
});

it("the engine's own builder, chosen where BuildKit is there, has none of what BuildKit has", () => {
  const builder = { kind: 'buildx', version: '', remark: '', ...ALL } as const;
  expect(abilitiesOf(builder, true)).toMatchObject({ secrets: false, ssh: false });
  expect(abilitiesOf(builder, false)).toMatchObject(ALL);
  expect(abilitiesOf(undefined, false)).toEqual({ secrets: false, ssh: false, platforms: false });
});
