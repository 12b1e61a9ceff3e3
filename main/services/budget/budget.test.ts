import { afterEach, expect, test, vi } from 'vitest';
import { createBudget, type HostProcess } from './budget';

const over = new AbortController();
afterEach(() => vi.useRealTimers());

const work = (ms: number): void => {
  const end = performance.now() + ms;
  while (performance.now() < end) Math.sqrt(Math.random());
};

test('the first look has no share yet, the second one has', async () => {
  const looks = createBudget({ platform: process.platform }).watch(over.signal);
  const first = await looks.next();
  expect(first.value).toMatchObject({ hidden: null, processes: [{ kind: 'main', cpuShare: null }] });
  work(200);
  const second = await looks.next();
  const [main] = second.value?.processes ?? [];
  expect(main?.cpuShare).toBeGreaterThan(0.02);
  expect(main?.cpuShare).toBeLessThan(8);
  expect(main?.memoryBytes).toBeGreaterThan(10e6);
  await looks.return();
});

test("the host's processes are told beside it, and this one only once", async () => {
  const page: HostProcess = { pid: 2 ** 30, kind: 'page', cpuSeconds: 1, memoryBytes: 5e6 };
  const own: HostProcess = { ...page, pid: process.pid, kind: 'other' };
  const looks = createBudget({ platform: 'darwin', processes: () => [own, page] }).watch(over.signal);
  const first = await looks.next();
  expect(first.value?.processes.map(({ kind, measure }) => [kind, measure])).toEqual([
    ['main', 'rss'],
    ['page', 'rss'],
  ]);
  await looks.return();
});

test('it ends with its reader', async () => {
  const end = new AbortController();
  const looks = createBudget({ platform: process.platform }).watch(end.signal);
  await looks.next();
  const next = looks.next();
  end.abort();
  expect((await next).done).toBe(true);
});

test('what was used while nobody looked is known once somebody looks again', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const budget = createBudget({ platform: process.platform });
  budget.setVisible(false);
  vi.advanceTimersByTime(9_000);
  budget.setVisible(true);
  budget.setVisible(false);
  vi.advanceTimersByTime(20_000);
  const looks = budget.watch(over.signal);
  expect((await looks.next()).value?.hidden).toBeNull();
  budget.setVisible(true);
  vi.useRealTimers();
  const { hidden } = (await looks.next()).value ?? {};
  expect(hidden?.seconds).toBe(20);
  expect(hidden?.cpuShare).toBeLessThan(1);
  await looks.return();
});
