import { describe, expect, it } from 'vitest';
import { EngineError, type EngineEvent, type EngineRequest } from '../engine/types';
import { merged } from './asked-events';
import { createHistory, happeningOf } from './history';
import { readInspected } from './inspected';
import { createKeeper, createSplitter } from './log-frames';
import { signalOfEvent, signalOfExit } from './signals';
import { timelineOf } from './timeline';
import { endedBy, witnessed } from './witness';

const event = (action: string, timeMs: number, attributes: Record<string, string> = {}, id = 'web'): EngineEvent => ({
  ...{ type: 'container', action, id, attributes, timeMs },
});

function setUp() {
  let now = 1000;
  const history = createHistory(() => now);
  return { history, at: (ms: number) => (now = ms) };
}

describe('history', () => {
  it('keeps what tells of an end, and bounds it', () => {
    const { history } = setUp();
    for (let at = 0; at < 200; at++) history.note(event('die', at, { exitCode: String(at) }));
    for (const silent of ['top', 'exec_start: sh', 'attach']) history.note(event(silent, 300));
    expect(history.of('web')).toHaveLength(60);
    expect(history.of('web').at(-1)).toMatchObject({ at: 199, exitCode: 199 });
    for (let index = 0; index < 1500; index++) history.note(event('die', 1, {}, `c${String(index)}`));
    expect(history.of('web')).toEqual([]);
    expect(history.of('c1499')).toHaveLength(1);
  });

  it('knows what Slipway asked for itself', () => {
    const { history, at } = setUp();
    at(50_000);
    const done = history.noteOwn('web');
    history.note(event('kill', 50_100, { signal: '15' }));
    at(55_000);
    done();
    history.note(event('die', 55_100));
    history.note(event('kill', 70_000));
    expect(history.of('web').map(({ own }) => own)).toEqual([true, true, false]);
    expect(history.wasOwn('other', 50_100)).toBe(false);
  });

  it('tells since when events have been followed, and when they were not', () => {
    const { history } = setUp();
    expect(history.since()).toBeNull();
    history.follow(true, 10);
    expect(history.breaks()).toEqual([]);
    history.follow(false, 20);
    expect(history.breaks()).toEqual([{ from: 20, to: null }]);
    history.follow(true, 30);
    expect([history.since(), history.breaks()]).toEqual([30, [{ from: 20, to: 30 }]]);
    // Events may have been lost without the connection.
    history.follow(true, 40);
    expect(history.since()).toBe(40);
    history.clear();
    expect([history.since(), history.breaks()]).toEqual([null, []]);
  });

  it('forgets a refused start when one goes well', () => {
    const { history } = setUp();
    history.noteRefusedStart('web', 'no');
    expect(history.refusedStart('web')).toBe('no');
    history.note(event('start', 1));
    expect(history.refusedStart('web')).toBe('');
  });
});

it.each([
  ['podman', event('died', 1, { containerExitCode: '7' }), { action: 'die', exitCode: 7 }],
  ['health', event('health_status: unhealthy', 1), { action: 'health_status: unhealthy' }],
  ['hostile', event('die', 1, { exitCode: '<b>', signal: 'a b' }), { exitCode: null, signal: null }],
])('happeningOf %s', (_name, given, expected) => {
  expect(happeningOf(given)).toMatchObject(expected);
});

it('each happening is there once', () => {
  const seen = [{ ...happeningOf(event('die', 5, { exitCode: '1' })), own: true }] as never[];
  const asked = [happeningOf(event('start', 1)), happeningOf(event('die', 5, { exitCode: '1' }))] as never[];
  expect(merged(seen, asked)).toMatchObject([{ action: 'start' }, { action: 'die', own: true }]);
});

it('the timeline has what only inspect knows, marked', () => {
  const inspected = readInspected({
    Created: '2026-01-01T00:00:00Z',
    State: { Status: 'exited', ExitCode: 2, StartedAt: '2026-01-01T00:00:10Z', FinishedAt: '2026-01-01T00:00:20Z' },
  });
  const start = happeningOf(event('start', Date.parse('2026-01-01T00:00:10.100Z')));
  const told = timelineOf(inspected, start === null ? [] : [start]);
  expect(told.map(({ action, source, exitCode }) => [action, source, exitCode])).toEqual([
    ['create', 'inspect', null],
    ['start', 'event', null],
    ['die', 'inspect', 2],
  ]);
});

describe('witness', () => {
  it.each([
    ['POST', '/containers/a%2Fb/stop', 'a/b'],
    ['POST', '/containers/abc/kill', 'abc'],
    ['DELETE', '/containers/abc', 'abc'],
    ['POST', '/containers/abc/rename', null],
    ['POST', '/containers/create', null],
    ['GET', '/containers/abc/json', null],
    ['DELETE', '/images/abc', null],
  ] as const)('%s %s', (method, path, id) => {
    expect(endedBy({ method, path })).toBe(id);
  });

  it('notes the refusal of a start, and passes everything on', async () => {
    const refusal = new EngineError('refused', 'bind source path does not exist: /x', 400);
    const json = (request: EngineRequest) =>
      request.path.endsWith('/start') ? Promise.reject(refusal) : Promise.resolve('ok');
    const no = () => Promise.reject(new Error('not asked'));
    const client = { json, text: no, stream: no, hijack: no };
    const { history } = setUp();
    const engine = witnessed({ client }, history);
    await expect(engine.client.json({ method: 'POST', path: '/containers/web/start' })).rejects.toBe(refusal);
    expect(history.refusedStart('web')).toMatch(/does not exist/);
    expect(await engine.client.json({ method: 'GET', path: '/info' })).toBe('ok');
  });
});

describe('log frames', () => {
  const frame = (stream: number, text: string): Buffer => {
    const head = Buffer.from([stream, 0, 0, 0, 0, 0, 0, 0]);
    head.writeUInt32BE(text.length, 4);
    return Buffer.concat([head, Buffer.from(text)]);
  };
  it.each([1, 3, 7, 8, 9, 1000])('are split whatever the chunks: %i bytes', (size) => {
    const all = Buffer.concat([frame(2, 'error\n'), frame(1, ''), frame(1, 'fine\n'), frame(2, 'more')]);
    const told = { stdout: '', stderr: '' };
    const split = createSplitter((stream, bytes) => (told[stream] += bytes.toString()));
    for (let at = 0; at < all.length; at += size) split(all.subarray(at, at + size));
    expect(told).toEqual({ stdout: 'fine\n', stderr: 'error\nmore' });
  });

  it('keep the end only', () => {
    const keeper = createKeeper();
    for (let index = 0; index < 1000; index++) keeper.add(Buffer.from(`line ${String(index)}\n`.repeat(100)));
    const { text, dropped } = keeper.take();
    expect(dropped).toBe(true);
    expect(text.length).toBeLessThanOrEqual(64 * 1024);
    expect(text.endsWith('line 999\n')).toBe(true);
  });
});

it.each([
  [137, 'SIGKILL'],
  [143, 'SIGTERM'],
  [128, null],
  [1, null],
  [193, null],
])('exit code %i is %s', (code, signal) => {
  expect(signalOfExit(code)).toBe(signal);
});

it.each([
  ['9', 'SIGKILL'],
  ['SIGTERM', 'SIGTERM'],
  ['TERM', 'SIGTERM'],
  ['', null],
  ['<b>', null],
  [undefined, null],
])('the event says %s: %s', (said, signal) => {
  expect(signalOfEvent(said)).toBe(signal);
});
