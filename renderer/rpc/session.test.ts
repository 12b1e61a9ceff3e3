// @vitest-environment jsdom
import { beforeEach, expect, test } from 'vitest';
import { codeIn, createSession, takeCode, type SessionWorld } from './session';

const TOKEN = 'token-0123456789';

interface Asked {
  readonly url: string;
  readonly init: RequestInit;
}
/** Answers in turn: a status with a body, or null for a server that is gone. */
const world = (...answers: readonly (readonly [number, unknown] | null)[]) => {
  const asked: Asked[] = [];
  const left = [...answers];
  const fetch: SessionWorld['fetch'] = async (url, init) => {
    asked.push({ url, init });
    const answer = left.shift();
    if (answer === null || answer === undefined) throw new TypeError('Failed to fetch');
    return { status: answer[0], json: async () => answer[1] };
  };
  return { asked, session: createSession({ fetch, storage: sessionStorage }) };
};

beforeEach(() => sessionStorage.clear());

test.each([
  ['abcDEF_-0123456789', 'abcDEF_-0123456789'],
  ['  abcDEF0123456789\n', 'abcDEF0123456789'],
  ['http://127.0.0.1:4711/#abcDEF0123456789', 'abcDEF0123456789'],
  ['Slipway is ready: http://127.0.0.1:4711/#abcDEF0123456789 ', 'abcDEF0123456789'],
  ['#/containers/abc', null],
  ['short', null],
  ['', null],
  ['http://127.0.0.1:4711/', null],
  ['<script>alert(1)</script>', null],
])('the code in %j is %j', (text, code) => {
  expect(codeIn(text)).toBe(code);
});

test('a code is taken out of the address and the history', () => {
  history.replaceState({ kept: 1 }, '', '/containers?x=1#abcDEF0123456789');
  const before = history.length;
  expect(takeCode(location, history)).toBe('abcDEF0123456789');
  expect(location.href).toMatch(/\/containers\?x=1$/);
  expect(history.length).toBe(before);
  expect(history.state).toEqual({ kept: 1 });
  expect(takeCode(location, history)).toBeNull();
});

test('a hash that is no code stays', () => {
  history.replaceState(null, '', '/#/containers/abc');
  expect(takeCode(location, history)).toBeNull();
  expect(location.hash).toBe('#/containers/abc');
});

test('a code becomes a token, which a reload finds', async () => {
  const { session, asked } = world([200, { token: TOKEN }]);
  expect(await session.exchange('code-0123456789')).toBe('accepted');
  expect(session.token()).toBe(TOKEN);
  expect(asked[0]?.url).toBe('/session');
  expect(asked[0]?.init).toMatchObject({
    method: 'POST',
    body: '{"code":"code-0123456789"}',
    headers: { 'content-type': 'application/json' },
  });
  expect(world().session.token()).toBe(TOKEN);
});

test.each([
  ['refused', [401, {}]],
  ['refused', [403, {}]],
  ['unreachable', [500, {}]],
  ['unreachable', [200, { token: 'not a token' }]],
  ['unreachable', [200, null]],
  ['unreachable', null],
] as const)('an exchange is %s after %j, and the token of before stays', async (outcome, answer) => {
  sessionStorage.setItem('slipway.session', TOKEN);
  const { session } = world(answer);
  expect(await session.exchange('code-0123456789')).toBe(outcome);
  expect(session.token()).toBe(TOKEN);
});

test.each([
  ['valid', [204, null], TOKEN],
  ['refused', [401, null], null],
  ['unreachable', [500, null], TOKEN],
  ['unreachable', null, TOKEN],
] as const)('a token is %s after %j', async (outcome, answer, left) => {
  sessionStorage.setItem('slipway.session', TOKEN);
  const { session, asked } = world(answer);
  expect(await session.check()).toBe(outcome);
  expect(asked[0]).toMatchObject({ url: '/session/check', init: { headers: { authorization: `Bearer ${TOKEN}` } } });
  expect(session.token()).toBe(left);
  expect(sessionStorage.getItem('slipway.session')).toBe(left);
});

test('without a token there is nothing to check', async () => {
  const { session, asked } = world();
  expect(await session.check()).toBe('refused');
  expect(asked).toEqual([]);
});

test('a browser that keeps nothing still has a session until it is reloaded', async () => {
  const fetch: SessionWorld['fetch'] = async () => ({ status: 200, json: async () => ({ token: TOKEN }) });
  const session = createSession({ fetch, storage: null });
  expect(await session.exchange('code-0123456789')).toBe('accepted');
  expect(session.token()).toBe(TOKEN);
});
