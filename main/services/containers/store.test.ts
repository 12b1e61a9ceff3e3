import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from './store';
import { createMirror, follow } from './testing/mirror';
import { type Course, createModelEngine, type Modelled, type ModelEngine } from './testing/model-engine';

const NOW = 1_800_000_000_000;
const AT_ONCE: Course = { lookMs: 0, answerMs: 1, outcome: 'answer' };

const idOf = (index: number): string => index.toString(16).padStart(64, '0');

function setUp(count = 1, state: Modelled['state'] = 'running') {
  const logged: string[] = [];
  const courses: Course[] = [];
  const store = createStore({ engineNow: () => Date.now(), log: (line) => logged.push(line) });
  const model = createModelEngine(store.listener, () => courses.shift() ?? AT_ONCE);
  const add = (index: number): string => {
    const id = idOf(index);
    const times = { startedAt: Date.now() - 7_654_321, finishedAt: 0, exitCode: 0 };
    model.containers.set(id, { id, name: `c${String(index)}`, state, health: 'none', image: 'busybox', ...times });
    model.tell('create', id, 0);
    return id;
  };
  const ids = Array.from({ length: count }, (_, index) => add(index));
  const seen = createMirror();
  void follow(store.watch(new AbortController().signal), seen);
  const lists = () => model.requests.filter((request) => request.startsWith('GET /containers/json'));
  return { store, model, seen, courses, ids, first: ids[0] ?? '', logged, lists, add };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

/** Connected, listed, confirmed, all follow-ups done. */
async function settled(count = 1, state: Modelled['state'] = 'running') {
  const all = setUp(count, state);
  all.model.connect();
  await pass(120_000);
  all.model.requests.length = 0;
  all.seen.changes.length = 0;
  return all;
}

beforeEach(() => vi.useFakeTimers({ now: NOW }));
afterEach(() => vi.useRealTimers());

/** The list shows a change that no event told. */
const quietly = (model: ModelEngine, id: string): void => model.tell('exec_die', id, 0);

const change = (container: Modelled | undefined, to: Partial<Modelled>) => Object.assign(container ?? {}, to);

describe('the feed', () => {
  it('shows nothing before the first list, then all of it', async () => {
    const { model, seen } = setUp(3);
    await pass(100);
    expect(seen.changes).toEqual([{ type: 'reset' }]);
    model.connect();
    await pass(100);
    expect(seen.changes.map(({ type }) => type).slice(0, 3)).toEqual(['reset', 'upsert', 'synced']);
  });

  it('has a change in the row within 20 ms of its event', async () => {
    const { store, model, first } = await settled();
    change(model.containers.get(first), { state: 'paused' });
    model.tell('pause', first, 0);
    await pass(20);
    expect(store.rows.get(first)?.state).toBe('paused');
  });

  it('answers a group of events with one look, and a second one soon after', async () => {
    const { model, first, lists } = await settled(3);
    for (const action of ['die', 'stop', 'start', 'restart']) model.tell(action, first, 0);
    await pass(5000);
    expect(lists()).toEqual(['GET /containers/json 1', 'GET /containers/json 1']);
  });

  it('asks nothing for a health check that finds all well, nor for what rows do not show', async () => {
    const { model, first } = await settled();
    for (const action of ['exec_create: true', 'exec_start: true', 'exec_die', 'top', 'resize', 'attach'])
      model.tell(action, first, 0);
    await pass(60_000);
    expect(model.requests).toEqual([]);
  });

  it('lists everything in a storm, at most every 5 s, and looks up in batches meanwhile', async () => {
    const { store, model, ids, lists } = await settled(300);
    for (let round = 0; round < 20; round++) {
      for (const id of ids) {
        change(model.containers.get(id), { name: `r${String(round)}-${id.slice(-3)}` });
        model.tell('rename', id, 0);
      }
      await pass(500);
    }
    const full = lists().filter((request) => request.endsWith('all'));
    expect(full.length).toBeGreaterThanOrEqual(2);
    expect(full.length).toBeLessThanOrEqual(3);
    expect(
      Math.max(
        ...lists()
          .flatMap((request) => /(\d+)$/.exec(request)?.[1] ?? [])
          .map(Number),
      ),
    ).toBe(64);
    await pass(1000);
    expect([...store.rows.values()].every(({ name }) => name.startsWith('r19-'))).toBe(true);
  });

  it('follows an image name to its containers', async () => {
    const { store, model, first } = await settled();
    change(model.containers.get(first), { image: 'sha256:0123' });
    quietly(model, first);
    await pass(2000);
    expect(store.rows.get(first)?.image).toBe('busybox');
    model.raw({ type: 'image', action: 'tag', id: 'sha256:new', attributes: { name: 'busybox:latest' }, timeMs: NOW });
    await pass(2000);
    expect(store.rows.get(first)?.image).toBe('sha256:0123');
  });

  it('removes a destroyed container at once, and no older answer brings it back', async () => {
    const { store, model, courses, first } = await settled();
    courses.push({ lookMs: 0, answerMs: 400, outcome: 'answer' });
    model.tell('rename', first, 0);
    await pass(100);
    model.containers.delete(first);
    model.tell('destroy', first, 0);
    expect(store.rows.size).toBe(0);
    await pass(1000);
    expect(store.rows.size).toBe(0);
  });

  it('lets no answer of an older connection in', async () => {
    const { store, model, courses, first } = setUp();
    courses.push({ lookMs: 0, answerMs: 300, outcome: 'answer' });
    model.connect();
    await pass(10);
    change(model.containers.get(first), { name: 'renamed' });
    quietly(model, first);
    model.connect();
    await pass(100);
    expect(store.rows.get(first)?.name).toBe('renamed');
    await pass(400);
    expect(store.rows.get(first)?.name).toBe('renamed');
  });
});

describe('faults', () => {
  it('keeps the last rows, marked stale, while out of reach, then sends the difference', async () => {
    const { model, seen, ids } = await settled(3);
    model.cut();
    await pass(10);
    expect(seen.last).toBe('stale');
    expect(seen.rows.size).toBe(3);
    model.containers.delete(ids[0] ?? '');
    change(model.containers.get(ids[1] ?? ''), { name: 'renamed' });
    quietly(model, ids[1] ?? '');
    model.connect();
    await pass(50);
    expect(seen.changes.slice(0, 4)).toMatchObject([
      { type: 'stale' },
      { type: 'remove', ids: [ids[0]] },
      { type: 'upsert', rows: [{ name: 'renamed' }] },
      { type: 'synced' },
    ]);
  });

  it.each(['fail', 'garbage'] as const)(
    'heals by itself after an answer that is a %s, stale meanwhile',
    async (outcome) => {
      const { model, courses, first, seen, logged } = await settled();
      courses.push({ ...AT_ONCE, outcome }, { ...AT_ONCE, outcome });
      change(model.containers.get(first), { state: 'paused' });
      model.tell('create', first, 0);
      await pass(30);
      expect(seen.last).toBe('stale');
      expect(seen.rows.size).toBe(1);
      await pass(2000);
      expect(seen.last).toBe('synced');
      expect(seen.rows.get(first)?.state).toBe('paused');
      expect(logged).toHaveLength(2);
    },
  );

  it('asks ever more seldom while the engine only fails, and no more after the end', async () => {
    const { model, courses, lists } = setUp();
    for (let each = 0; each < 100; each++) courses.push({ ...AT_ONCE, outcome: 'fail' });
    model.connect();
    await pass(60_000);
    expect(lists().length).toBeLessThan(15);
    model.cut();
    const asked = lists().length;
    await pass(60_000);
    expect(lists().length).toBe(asked);
  });

  it('asks one thing at a time of a slow engine', async () => {
    const { model, courses, ids, lists } = await settled(10);
    for (let each = 0; each < 10; each++) courses.push({ lookMs: 5000, answerMs: 5000, outcome: 'answer' });
    for (const id of ids) {
      model.tell('rename', id, 0);
      await pass(900);
    }
    expect(lists()).toHaveLength(1);
  });
});

describe('another engine', () => {
  it('begins with nothing: no row of the one before stays, nor comes back', async () => {
    const { store, model, seen, courses, first } = await settled(3);
    courses.push({ lookMs: 0, answerMs: 300, outcome: 'answer' });
    model.tell('rename', first, 0);
    await pass(100);
    model.cut();
    store.clear();
    await pass(1000);
    expect(seen.rows.size).toBe(0);
    expect(seen.changes.at(-1)).toEqual({ type: 'reset' });
    model.connect();
    await pass(100);
    expect([seen.rows.size, seen.last]).toEqual([3, 'synced']);
  });
});

describe('exact times', () => {
  it('come from inspections in the background', async () => {
    const { store, model, first } = setUp();
    model.connect();
    await pass(1);
    expect(store.rows.get(first)).toMatchObject({ timesExact: false, startedAt: NOW + 1 - 2 * 3_600_000 });
    await pass(100);
    expect(store.rows.get(first)).toMatchObject({ timesExact: true, startedAt: NOW - 7_654_321 });
  });

  it('are asked of at most 200 containers', async () => {
    const { model } = setUp(500);
    model.connect();
    await pass(1000);
    expect(model.requests.filter((request) => request !== 'GET /containers/json all')).toHaveLength(200);
  });

  it('come from events', async () => {
    const { store, model, first } = await settled();
    change(model.containers.get(first), { state: 'exited', exitCode: 3, finishedAt: Date.now() - 2 });
    model.tell('die', first, 0, { exitCode: '3' });
    const died = Date.now();
    await pass(3456);
    const dead = { state: 'exited', exitCode: 3, finishedAt: died, startedAt: NOW - 7_654_321, timesExact: true };
    expect(store.rows.get(first)).toMatchObject(dead);
    change(model.containers.get(first), { state: 'running', startedAt: Date.now() });
    model.tell('start', first, 0);
    const started = Date.now();
    await pass(100);
    const alive = { state: 'running', exitCode: null, startedAt: started, finishedAt: null, timesExact: true };
    expect(store.rows.get(first)).toMatchObject(alive);
  });

  it('are asked anew after a gap, in which the container may have been restarted', async () => {
    const { store, model, first } = await settled();
    model.cut();
    await pass(10);
    change(model.containers.get(first), { startedAt: Date.now() - 7_654_000 });
    quietly(model, first);
    model.connect();
    await pass(100);
    expect(store.rows.get(first)?.startedAt).toBe(model.containers.get(first)?.startedAt);
  });
});

describe('pending', () => {
  it('shows until the engine was asked for the outcome', async () => {
    const { store, model, seen, first } = await settled();
    const request = store.begin(first, 'stop');
    await pass(1);
    expect(seen.rows.get(first)?.pending).toBe('stop');
    change(model.containers.get(first), { state: 'exited' });
    quietly(model, first);
    request.done(true);
    await pass(1);
    expect(seen.rows.get(first)).toMatchObject({ pending: 'stop', state: 'running' });
    await pass(50);
    expect(seen.rows.get(first)).toMatchObject({ pending: null, state: 'exited' });
    const together = seen.changes.filter((each) => each.type === 'upsert' && each.rows[0]?.pending === null);
    expect(together[0]).toMatchObject({ rows: [{ state: 'exited' }] });
  });

  it('ends at once when the engine refuses, and when it is lost', async () => {
    const { store, model, first } = await settled();
    store.begin(first, 'pause').done(false);
    expect(store.rows.get(first)?.pending).toBeNull();
    const answered = store.begin(first, 'stop');
    answered.done(true);
    model.cut();
    expect(store.rows.get(first)?.pending).toBeNull();
    const unanswered = store.begin(first, 'start');
    expect(store.rows.get(first)?.pending).toBe('start');
    unanswered.done(false);
    expect(store.rows.get(first)?.pending).toBeNull();
  });

  it('shows the latest of several', async () => {
    const { store, first } = await settled();
    const stop = store.begin(first, 'stop');
    const kill = store.begin(first, 'kill');
    expect(store.rows.get(first)?.pending).toBe('kill');
    kill.done(true);
    await pass(50);
    expect(store.rows.get(first)?.pending).toBe('stop');
    stop.done(true);
    await pass(100);
    expect(store.rows.get(first)?.pending).toBeNull();
  });
});
