import { beforeEach, expect, it } from 'vitest';
import type { NotificationsSettings } from '../../contract/app-settings';
import { createRedactor } from '../shell/redact';
import { createDesk, type Desk } from './desk';
import type { News } from './types';

const DEFAULTS: NotificationsSettings = {
  ...{ doNotDisturb: false, doNotDisturbUntil: null, died: 'system', unhealthy: 'app', outOfMemory: 'off' },
  ...{ pattern: 'system', lowDisk: 'system', longTask: 'system', longTaskSeconds: 30, patterns: [] },
};

const redactor = createRedactor();
const state = { now: 0, settings: DEFAULTS, shown: [] as string[], bodies: [] as string[], withdrawn: [] as string[] };
let desk: Desk;

beforeEach(() => {
  Object.assign(state, { now: 1_000_000, settings: DEFAULTS, shown: [], bodies: [], withdrawn: [] });
  desk = createDesk({
    settings: () => state.settings,
    system: {
      inFront: () => false,
      show: ({ title, body }) => {
        state.shown.push(title);
        state.bodies.push(body);
      },
      withdraw: (id) => void state.withdrawn.push(id),
    },
    summary: (kind, subjects, count) => ({ title: `${String(count)} ${kind}`, body: subjects.join(' ') }),
    ...{ redact: redactor.redact, now: () => state.now },
  });
});

const news = (source: string, kind: News['kind'] = 'died'): News => ({
  ...{ kind, source, subject: source, route: `/containers/${source}/stop` },
  words: (count) => ({ title: `${source} ${String(count)}`, body: '' }),
});
const titles = (): readonly string[] => desk.list().map(({ title }) => title);

it('each kind is as loud as it is set', () => {
  desk.tell([news('a'), news('b', 'unhealthy'), news('c', 'outOfMemory')]);
  expect(desk.list().map(({ kind, told }) => [kind, told])).toEqual([
    ['died', 'system'],
    ['unhealthy', 'app'],
  ]);
  expect(state.shown).toEqual(['a 1']);
});

it('what comes again is counted, and told aloud again only after a while', () => {
  for (let at = 0; at < 5; at += 1) {
    desk.tell([news('a')]);
    state.now += 60_000;
  }
  expect(desk.list()).toEqual([expect.objectContaining({ title: 'a 5', count: 5, telling: 1, read: false })]);
  desk.markRead(null);
  state.now += 60_000;
  desk.tell([news('a')]);
  expect(desk.list()).toEqual([expect.objectContaining({ count: 6, telling: 2, read: false })]);
  expect(state.shown).toEqual(['a 1', 'a 6']);
  state.now += 11 * 60_000;
  desk.tell([news('a')]);
  expect(titles()).toEqual(['a 6', 'a 1']);
});

it('a thousand at once are one, and so are those that follow', () => {
  desk.tell(Array.from({ length: 1000 }, (_, at) => news(`web-${String(at)}`)));
  state.now += 1000;
  desk.tell([news('late')]);
  expect(desk.list()).toEqual([expect.objectContaining({ title: '1001 died', count: 1001, route: '/containers' })]);
  expect(state.shown).toEqual(['1000 died']);
});

it('one by one they are told until they are too many', () => {
  for (const name of ['a', 'b', 'c', 'd', 'e']) {
    desk.tell([news(name)]);
    state.now += 1000;
  }
  expect(titles()).toEqual(['a 1', 'b 1', 'c 1', '2 died']);
  state.now += 5 * 60_000;
  desk.tell([news('f')]);
  expect(titles().at(-1)).toBe('f 1');
});

it('nobody is disturbed who does not want to be, and nothing is lost by that', () => {
  state.settings = { ...DEFAULTS, doNotDisturbUntil: state.now + 1000 };
  desk.tell([news('a')]);
  state.now += 2000;
  desk.tell([news('b')]);
  expect(desk.list().map(({ title, told }) => [title, told])).toEqual([
    ['a 1', 'none'],
    ['b 1', 'system'],
  ]);
  expect(state.shown).toEqual(['b 1']);
});

it('the last two hundred are kept; what goes, goes outside, too', () => {
  for (let at = 0; at < 205; at += 1) {
    desk.tell([news(String(at), 'pattern')]);
    state.now += 120_000;
  }
  expect(desk.list()).toHaveLength(200);
  expect(state.withdrawn).toHaveLength(5);
  desk.withdraw('pattern', '204');
  desk.clear(null);
  expect(desk.list()).toEqual([]);
  expect(state.withdrawn).toHaveLength(206);
});

/** Found in a log line, or in what an engine says of a task that failed. */
const CANARIES = [
  'login failed: password=c4n4ry-pa55 for alice',
  'GET https://alice:c4n4ry-pa55@registry.test/v2/ 401',
  'Authorization: Bearer c4n4ry.pa55.token',
  '{"api_key": "c4n4ry-pa55"}',
  `${'x'.repeat(480)} token=c4n4ry-pa55-c4n4ry-pa55`,
  `as it was learned: kn0wn-c4n4ry, ${encodeURIComponent('kn0wn-c4n4ry')}`,
];

it.each(['pattern', 'longTask', 'died'] as const)(
  'no secret is told, neither in the window nor by the system: %s',
  (kind) => {
    redactor.know('kn0wn-c4n4ry');
    for (const [at, body] of CANARIES.entries()) {
      state.now += 120_000;
      desk.tell([{ ...news(String(at), kind), words: () => ({ title: `found ${String(at)}`, body }) }]);
    }
    const told = JSON.stringify([desk.list(), state.bodies]);
    expect(state.bodies).toHaveLength(CANARIES.length);
    expect(told).toContain('registry.test');
    expect(told).not.toMatch(/c4n4ry/);
  },
);
