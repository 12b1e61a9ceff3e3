import type { EngineEvent } from './types';

const IMAGE_ID = /^[0-9a-f]{64}$/;

/** Podman's actions by what Docker calls the same. */
const ACTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  container: { remove: 'destroy', died: 'die', exec: 'exec_start', exec_died: 'exec_die' },
  volume: { remove: 'destroy' },
  image: { remove: 'delete', loadfromarchive: 'load' },
  network: { remove: 'destroy' },
};

/** The event as Docker tells it: Podman has other words, leaves ids out, and tells the container where its network is meant. */
export function inDockersWords(event: EngineEvent): EngineEvent {
  const { type, id, attributes } = event;
  const actions = ACTIONS[type] ?? {};
  const action = Object.hasOwn(actions, event.action) ? (actions[event.action] ?? '') : event.action;
  const said = { ...event, action };
  if (type === 'image' && IMAGE_ID.test(id)) return { ...said, id: `sha256:${id}` };
  if (type === 'volume' && id === '') return { ...said, id: attributes.name ?? '' };
  if (type === 'network' && (action === 'connect' || action === 'disconnect') && attributes.container === undefined)
    return { ...said, id: '', attributes: { ...attributes, container: id } };
  if (type !== 'container') return said;
  if (action === 'health_status' && attributes.health_status !== undefined)
    return { ...said, action: `health_status: ${attributes.health_status}` };
  if (action === 'die' && attributes.exitCode === undefined && attributes.containerExitCode !== undefined)
    return { ...said, attributes: { ...attributes, exitCode: attributes.containerExitCode } };
  return said;
}
