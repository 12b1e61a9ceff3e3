import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTally, type Told } from './layer-tally';

const SHA = `sha256:${'6b'.repeat(32)}`;
const of = (id: string, status: string, ...[current, total, units]: readonly (number | string)[]): object => ({
  ...{ id, status },
  progressDetail: current === undefined ? {} : { current, total, units },
});

function told(...messages: readonly unknown[]): Told {
  const tally = createTally();
  for (const message of messages) tally.take(message);
  return tally.read();
}

// As dockerd 20.10 says it.
test('a pull: layers that are there, wait, move, are unpacked, done', () => {
  const begun = [
    { status: 'Pulling from team/big', id: '1' },
    of('aa', 'Already exists'),
    of('bb', 'Pulling fs layer'),
    of('cc', 'Pulling fs layer'),
    of('cc', 'Waiting'),
    of('bb', 'Downloading', 229376, 20978065),
  ];
  expect(told(...begun)).toMatchObject({
    layers: [
      { id: 'aa', state: 'exists' },
      { id: 'bb', state: 'downloading', bytes: 229376, total: 20978065 },
      { id: 'cc', state: 'waiting', total: null },
    ],
    ...{ bytes: 229376, total: 20978065, unmeasured: 1, said: 'Pulling from team/big' },
  });
  const later = [of('cc', 'Downloading', 10, 100), of('cc', 'Download complete'), of('bb', 'Verifying Checksum')];
  expect(told(...begun, ...later)).toMatchObject({ bytes: 20978165, total: 20978165, unmeasured: 0 });
  const unpacked = told(
    ...begun,
    ...later,
    of('bb', 'Extracting', 262144, 20978065),
    of('cc', 'Extracting', 3, 0, 's'),
  );
  expect(unpacked.layers.slice(1)).toEqual([
    { id: 'bb', state: 'extracting', bytes: 20978065, total: 20978065, extracted: 262144 },
    { id: 'cc', state: 'extracting', bytes: 100, total: 100, extracted: null },
  ]);
  const end = [{ status: `Digest: ${SHA}` }, { status: 'Status: Downloaded newer image for x:1' }];
  expect(told(...begun, ...end)).toMatchObject({ digest: SHA, isNew: true });
  expect(told({ status: 'Status: Image is up to date for x:1' }).isNew).toBe(false);
});

test('what is begun anew counts from the beginning', () => {
  const retried = told(of('aa', 'Downloading', 90, 100), of('aa', 'Retrying in 5 seconds'));
  expect(retried).toMatchObject({ layers: [{ state: 'retrying', bytes: 0, total: 100 }], bytes: 0, total: 100 });
});

test('a push: what is there already, or is taken from another repository, is no work', () => {
  const pushed = told(
    { status: 'The push refers to repository [127.0.0.1:5000/team/big]' },
    of('aa', 'Preparing'),
    of('aa', 'Pushing', 20973056, 20971520),
    of('bb', 'Layer already exists'),
    of('cc', 'Mounted from team/big'),
    { status: `1: digest: ${SHA} size: 1164` },
    { progressDetail: {}, aux: { Tag: '1', Digest: SHA, Size: 1164 } },
  );
  expect(pushed.layers.map(({ state }) => state)).toEqual(['pushing', 'exists', 'mounted']);
  expect(pushed).toMatchObject({ bytes: 20971520, total: 20971520, unmeasured: 0, digest: SHA });
  expect(told({ aux: { Digest: SHA } }).digest).toBe(SHA);
});

test('whatever an engine says, it is bounded, and no more has come than there is', () => {
  const words = fc.constantFrom(
    ...['Downloading', 'Extracting', 'Pushing', 'Waiting', 'Already exists', 'Pull complete', 'Retrying in 1 second'],
  );
  const detail = fc.record({
    current: fc.oneof(fc.double(), fc.string()),
    total: fc.oneof(fc.double(), fc.constant(-1)),
  });
  const message = fc.oneof(
    fc.record({ id: fc.string(), status: fc.oneof(words, fc.string()), progressDetail: detail }),
    fc.anything(),
  );
  fc.assert(
    fc.property(fc.array(message), (messages) => {
      const { layers, bytes, total } = told(...messages);
      expect(bytes).toBeLessThanOrEqual(total);
      for (const layer of layers) expect(layer.bytes).toBeGreaterThanOrEqual(0);
    }),
  );
  const endless = told(...Array.from({ length: 5000 }, (_, at) => of(String(at).padEnd(5000), 'Pulling fs layer')));
  expect([endless.layers.length, endless.more, endless.unmeasured]).toEqual([200, 4800, 5000]);
  expect(JSON.stringify(endless).length).toBeLessThan(60_000);
});
