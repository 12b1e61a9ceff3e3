import { expect, test } from 'vitest';
import { createLimiter } from './limiter';

const never = new AbortController().signal;

test('never more than the limit, in order', async () => {
  const limiter = createLimiter(2);
  let busy = 0;
  let most = 0;
  const order: number[] = [];
  const work = async (index: number) => {
    const leave = await limiter.enter(never);
    busy += 1;
    most = Math.max(most, busy);
    order.push(index);
    await new Promise((resolve) => setImmediate(resolve));
    busy -= 1;
    leave();
    leave();
  };
  await Promise.all([0, 1, 2, 3, 4, 5].map(work));
  expect(most).toBe(2);
  expect(order).toEqual([0, 1, 2, 3, 4, 5]);
});

test('whoever gives up while waiting takes no place', async () => {
  const limiter = createLimiter(1);
  const leave = await limiter.enter(never);
  const impatient = new AbortController();
  const given = limiter.enter(impatient.signal);
  const patient = limiter.enter(never);
  impatient.abort(new Error('enough'));
  await expect(given).rejects.toThrow('enough');
  leave();
  (await patient)();
  (await limiter.enter(never))();
});
