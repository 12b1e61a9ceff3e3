import { expect, it } from 'vitest';
import type { EngineEvent, FeedListener } from '../../engine/types';
import { createEvents } from './events';

function setUp(names: readonly string[]) {
  let tell: FeedListener['event'] = () => undefined;
  const engine = {
    subscribe(listener: FeedListener) {
      tell = (event) => listener.event(event);
      return () => undefined;
    },
  };
  const events = createEvents(engine, () => names);
  const event = (type: string, action: string, id: string, attributes: Record<string, string> = {}): void =>
    tell({ type, action, id, attributes, timeMs: 5 } satisfies EngineEvent);
  return { events, event };
}
const of = (project: string, service: string) => ({
  ...{ 'com.docker.compose.project': project, 'com.docker.compose.service': service, name: `${project}_${service}_1` },
});

it('containers by their labels, networks and volumes by whose they are', async () => {
  const { events, event } = setUp(['shop', 'shop_old']);
  const { signal } = new AbortController();
  event('network', 'create', 'n1', { name: 'shop_default', type: 'bridge' });
  event('volume', 'create', 'shop_old_data', { driver: 'local' });
  event('container', 'create', 'c1', of('shop', 'web'));
  event('network', 'connect', 'n2', { name: 'bridge', container: 'c1' });
  event('container', 'exec_start: sh', 'c1', of('shop', 'web'));
  event('container', 'die', 'c1', { ...of('shop', 'web'), exitCode: '3' });
  event('container', 'start', 'c9', { name: 'nobody' });
  event('network', 'create', 'n3', { name: 'alone', type: 'bridge' });
  const shop = events.read('shop', signal);
  const line = ({ seq, service, type, name, action, exitCode }: Record<string, unknown>): string =>
    [seq, service, type, name, action, exitCode].map(String).join(' ');
  const first = (await shop.next()).value ?? [];
  expect(first.map(line)).toEqual([
    '1  network shop_default create null',
    '2 web container shop_web_1 create null',
    '3 web network bridge connect null',
    '4 web container shop_web_1 die 3',
  ]);
  const old = (await events.read('shop_old', signal).next()).value ?? [];
  expect(old.map(line)).toEqual(['1  volume shop_old_data create null']);
  const next = shop.next();
  event('container', 'destroy', 'c1', of('shop', 'web'));
  expect(((await next).value ?? []).map(line)).toEqual(['5 web container shop_web_1 destroy null']);
});

it('the last 1,000 are kept', async () => {
  const { events, event } = setUp([]);
  for (let at = 0; at < 1500; at += 1) event('container', 'start', 'c', of('p', 's'));
  const ending = new AbortController();
  const reading = events.read('p', ending.signal);
  const all = (await reading.next()).value ?? [];
  expect([all.length, all[0]?.seq]).toEqual([1000, 501]);
  const waiting = reading.next();
  ending.abort();
  expect((await waiting).done).toBe(true);
});
