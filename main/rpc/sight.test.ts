import { expect, test } from 'vitest';
import { createSight, whileSeen } from './sight';

const connection = () => {
  const { signal } = new AbortController();
  return { id: 1, signal };
};

async function* counting(): AsyncGenerator<number> {
  for (let next = 1; ; next++) yield next;
}

test('a hidden page is told nothing until it is seen again; one that never said is told all', async () => {
  const sight = createSight();
  const [seen, other] = [connection(), connection()];
  const { signal } = new AbortController();
  sight.note(seen, false);
  const told = whileSeen(counting(), sight, { connection: seen, signal });
  expect((await told.next()).value).toBe(1);
  let came = false;
  const second = told.next().then((next) => {
    came = true;
    return next;
  });
  const others = whileSeen(counting(), sight, { connection: other, signal });
  for (const number of [1, 2, 3]) expect((await others.next()).value).toBe(number);
  sight.note(seen, false);
  expect(came).toBe(false);
  sight.note(seen, true);
  expect((await second).value).toBe(2);
  expect((await told.next()).value).toBe(3);
});

test('who waits for a hidden page goes with its call', async () => {
  const sight = createSight();
  const page = connection();
  const over = new AbortController();
  sight.note(page, false);
  const wait = sight.of(page, over.signal);
  over.abort();
  await expect(wait).resolves.toBeUndefined();
});
