// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { KeptLine, LogSession } from './types';
import { standInMain } from '../testing/stand-in-main';

const main = vi.hoisted(() => ({
  watch:
    (..._: never[]): (() => void) =>
    () =>
      undefined,
}));
vi.mock('../../../rpc/use-stream', () => ({ watch: (...args: never[]) => main.watch(...args) }));
const { createLogSession } = await import('./session');

const INPUT = {
  selection: { kind: 'containers' as const, ids: ['web'] },
  sinceMicros: null,
  untilMicros: null,
};
const VISIBLE = 30;

let hidden = false;
let stop: () => void = () => undefined;

beforeEach(() => {
  vi.useFakeTimers();
  hidden = false;
  vi.spyOn(document, 'hidden', 'get').mockImplementation(() => hidden);
});
afterEach(() => {
  stop();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const settled = (ms = 150): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

async function open(lines: number, wish: KeptLine | null = null) {
  const fake = standInMain({ lines });
  main.watch = fake.watch;
  const session = createLogSession(INPUT, wish);
  stop = session.start();
  session.look({ from: 0, to: 0 }, VISIBLE);
  fake.tell();
  await settled();
  return { fake, session, count: () => session.store.getState().frame?.count };
}

const top = (session: LogSession): string | undefined => {
  const { position, frame } = session.store.getState();
  return session.row(position.at === 'row' ? position.row : (frame?.count ?? 0) - 1)?.text;
};

test('it opens at the end, with the last screen and little more', async () => {
  const { fake, session } = await open(5_000_000);
  expect(top(session)).toBe('line 4999999');
  expect(session.row(4_999_960)?.text).toBe('line 4999960');
  expect(fake.askedFor('logs.rows')).toHaveLength(1);
});

test('a flood: the end goes on ten times a second at most, and always with its rows', async () => {
  const { fake, session, count } = await open(1_000);
  const before = fake.asked.length;
  for (let ms = 0; ms < 2_000; ms += 10) {
    fake.tell({ rows: 1_000 + ms * 500, lines: 1_000 + ms * 500 });
    await settled(10);
    expect(top(session)).toBeDefined();
  }
  expect(fake.asked.length - before).toBeLessThanOrEqual(21);
  await settled(200);
  expect(count()).toBe(1_000 + 1_990 * 500);
  expect(session.store.getState().news).toBe(0);
});

test('it lets go when one scrolls up, and counts what came since', async () => {
  const { fake, session } = await open(1_000);
  session.goTo({ at: 'row', row: 900, offset: 4 });
  fake.tell({ rows: 2_234 });
  await settled();
  expect(session.store.getState()).toMatchObject({ news: 1_234, position: { row: 900, offset: 4 } });
  session.goTo({ at: 'end' });
  session.look({ from: 2_144, to: 2_234 }, VISIBLE);
  await settled();
  expect(session.store.getState().news).toBe(0);
  expect(top(session)).toBe('line 2233');
});

test('from the preview to the whole history the same line stays in sight', async () => {
  const fake = standInMain({ lines: 500 });
  main.watch = fake.watch;
  const session = createLogSession(INPUT, null);
  stop = session.start();
  session.look({ from: 0, to: 0 }, VISIBLE);
  fake.renumber((row) => 99_500 + row);
  fake.tell({ preview: true });
  await settled();
  session.goTo({ at: 'row', row: 300, offset: 7 });
  session.look({ from: 270, to: 360 }, VISIBLE);
  await settled();
  expect(top(session)).toBe('line 99800');
  fake.renumber((row) => row);
  fake.tell({ preview: false, rows: 100_000, lines: 100_000, epoch: 2 });
  // Nothing blinks meanwhile.
  expect(top(session)).toBe('line 99800');
  await settled();
  expect(session.store.getState()).toMatchObject({ position: { at: 'row', row: 99_800, offset: 7 } });
  expect(top(session)).toBe('line 99800');
});

test('who has gone to the first line gets the first of all once the history is here', async () => {
  const { fake, session } = await open(500);
  fake.renumber((row) => 99_500 + row);
  fake.tell({ preview: true, epoch: 2 });
  await settled();
  session.goToFirst();
  session.look({ from: 0, to: 60 }, VISIBLE);
  await settled();
  expect(top(session)).toBe('line 99500');
  fake.renumber((row) => row);
  fake.tell({ preview: false, rows: 100_000, lines: 100_000, epoch: 3 });
  await settled();
  expect(top(session)).toBe('line 0');
});

test('who is at the end stays at the end, whatever the numbers', async () => {
  const { fake, session } = await open(500);
  fake.renumber((row) => row * 2);
  fake.tell({ rows: 200, epoch: 2 });
  await settled();
  expect(session.store.getState().position).toEqual({ at: 'end' });
  expect(top(session)).toBe('line 398');
});

test('a filter that goes leaves the line one has picked in sight', async () => {
  const { fake, session } = await open(1_000);
  await session.filter({ terms: [{ text: '0' }] });
  fake.renumber((row) => row * 10);
  fake.tell({ rows: 100, epoch: 2 });
  await settled();
  session.goTo({ at: 'row', row: 40, offset: 0 });
  session.look({ from: 20, to: 100 }, VISIBLE);
  await settled();
  session.keepInSight(50);
  await session.filter(null);
  fake.renumber((row) => row);
  fake.tell({ rows: 1_000, epoch: 3 });
  await settled();
  // Line 500 was ten rows below the upper edge, and is again.
  expect(session.store.getState().position).toMatchObject({ at: 'row', row: 490 });
});

test('after a lost connection: the same place, the same filter, the same search', async () => {
  const { fake, session } = await open(1_000);
  await session.filter({ terms: [{ text: 'x' }] });
  await session.find({ text: 'y' });
  session.goTo({ at: 'row', row: 200, offset: 0 });
  session.look({ from: 170, to: 260 }, VISIBLE);
  await settled();
  fake.asked.length = 0;
  fake.tell({ view: 'v2', epoch: 1 });
  await settled();
  expect(fake.askedFor('logs.filter')[0]?.input).toMatchObject({ view: 'v2', filter: { terms: [{ text: 'x' }] } });
  expect(fake.askedFor('logs.find')[0]?.input).toMatchObject({ view: 'v2', term: { text: 'y' } });
  expect(top(session)).toBe('line 200');
  expect(session.store.getState().frame?.view).toBe('v2');
});

test('while the page is hidden nothing is asked for; then it goes on', async () => {
  const { fake, count } = await open(1_000);
  hidden = true;
  fake.asked.length = 0;
  for (let second = 1; second <= 5; second++) {
    fake.tell({ rows: 1_000 + second });
    await settled(1_000);
  }
  expect(fake.asked).toEqual([]);
  hidden = false;
  document.dispatchEvent(new Event('visibilitychange'));
  await settled();
  expect(count()).toBe(1_005);
});

test('a place kept from before is gone to as soon as the history reaches it', async () => {
  const wish = { timeMicros: 1_700_000_000_000_000 + 40 * 1000, line: 40, source: 0, text: 'line 40' };
  const fake = standInMain({ lines: 100 });
  main.watch = fake.watch;
  const session = createLogSession(INPUT, wish);
  stop = session.start();
  session.look({ from: 0, to: 0 }, VISIBLE);
  fake.renumber((row) => 900 + row);
  fake.tell({ preview: true, firstMicros: fake.START + 900_000 });
  await settled();
  expect(top(session)).toBe('line 999');
  fake.renumber((row) => row);
  fake.tell({ preview: false, rows: 1_000, epoch: 2 });
  await settled();
  expect(top(session)).toBe('line 40');
});
