import { expect, it } from 'vitest';
import { parseEvent } from './event-stream';

const ID = 'a'.repeat(64);

/** As Podman writes it. */
const told = (Type: string, Action: string, more: { id?: string; attributes?: Record<string, string> } = {}) => {
  const Actor = { ID: more.id ?? ID, Attributes: { name: 'web', ...more.attributes } };
  const { type, action, id, attributes } = parseEvent(JSON.stringify({ Type, Action, Actor, time: 1 })) ?? {};
  return { type, action, id, attributes };
};

it.each([
  ['container', 'remove', {}, { action: 'destroy', id: ID }],
  ['container', 'exec_died', {}, { action: 'exec_die' }],
  ['container', 'die', { attributes: { containerExitCode: '3' } }, { attributes: { exitCode: '3' } }],
  ['container', 'health_status', {}, { action: 'health_status' }],
  ['container', 'health_status', { attributes: { health_status: 'healthy' } }, { action: 'health_status: healthy' }],
  ['volume', 'remove', { id: '' }, { action: 'destroy', id: 'web' }],
  ['image', 'tag', {}, { action: 'tag', id: `sha256:${ID}` }],
  ['image', 'loadfromarchive', { id: '' }, { action: 'load', id: '' }],
  ['network', 'connect', {}, { id: '', attributes: { container: ID } }],
])('%s %s %j', (type, action, more, expected) => {
  expect(told(type, action, more)).toMatchObject({ type, ...expected });
});

it("Docker's own are as they were", () => {
  expect(told('image', 'tag', { id: `sha256:${ID}` })).toMatchObject({ action: 'tag', id: `sha256:${ID}` });
  const joined = { id: 'net', attributes: { container: ID } };
  expect(told('network', 'connect', joined)).toMatchObject({ id: 'net', attributes: { container: ID } });
  expect(told('container', '__proto__')).toMatchObject({ action: '__proto__' });
});
