import type { EngineEvent } from '../engine/types';

/** What an event means for the list. */
export type Effect =
  | { readonly type: 'nothing' }
  /** This container must be looked up again. */
  | { readonly type: 'look-up'; readonly id: string }
  | { readonly type: 'gone'; readonly id: string }
  /** Containers of this image may be called by another image name now. */
  | { readonly type: 'image'; readonly names: readonly string[] }
  /** An event that cannot be understood: anything may have changed. */
  | { readonly type: 'everything' };

/** They change nothing that a row shows; a health check alone makes three of them every few seconds. */
const SILENT: ReadonlySet<string> = new Set([
  ...['attach', 'detach', 'commit', 'copy', 'export', 'top', 'resize', 'archive-path', 'extract-to-dir'],
  ...['exec_create', 'exec_start', 'exec_die', 'exec_detach', 'exec_kill', 'checkpoint', 'prune', 'kill'],
  // Podman's own.
  ...['mount', 'unmount', 'init', 'sync'],
]);

const IMAGE_NAMES_CHANGE: ReadonlySet<string> = new Set(['tag', 'untag', 'delete', 'pull', 'load', 'import', 'remove']);

const NOTHING: Effect = { type: 'nothing' };

/** Ids go into a URL and a set: what does not look like one is not taken for one. */
const isId = (id: string): boolean => /^[A-Za-z0-9][A-Za-z0-9_.-]{0,127}$/.test(id);

/** `busybox` and `docker.io/library/busybox:latest` are the same. */
export const plainImageName = (name: string): string =>
  name
    .replace(/^docker\.io\//, '')
    .replace(/^library\//, '')
    .replace(/:latest$/, '');

export function effectOf(event: EngineEvent): Effect {
  const verb = event.action.split(':', 1)[0] ?? '';
  if (event.type === 'container') {
    if (SILENT.has(verb)) return NOTHING;
    if (!isId(event.id)) return { type: 'everything' };
    return { type: verb === 'destroy' ? 'gone' : 'look-up', id: event.id };
  }
  if (event.type === 'network' && (verb === 'connect' || verb === 'disconnect')) {
    const id = event.attributes.container ?? '';
    return isId(id) ? { type: 'look-up', id } : NOTHING;
  }
  if (event.type === 'image' && IMAGE_NAMES_CHANGE.has(verb))
    return { type: 'image', names: [event.id, event.attributes.name ?? ''].map(plainImageName).filter(Boolean) };
  return NOTHING;
}
