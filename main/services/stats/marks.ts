import type { Mark } from '../../contract/stats';
import type { EngineEvent } from '../engine/types';
import type { Subject } from './history/history';
import { placeOf } from '../engine/compose-place';

/** What an event says about one container's past. */
export interface Noted {
  readonly subject: Subject;
  readonly mark: Mark;
}

const KINDS: Readonly<Record<string, Mark['kind']>> = {
  start: 'start',
  die: 'exit',
  oom: 'oom',
  pause: 'pause',
  unpause: 'unpause',
};

/** Null: nothing that a chart marks. */
export function notedOf(event: EngineEvent): Noted | null {
  const kind = Object.hasOwn(KINDS, event.action) ? KINDS[event.action] : undefined;
  if (event.type !== 'container' || kind === undefined || event.id === '' || event.id.length > 128) return null;
  const code = Number(event.attributes.exitCode);
  const exitCode = kind === 'exit' && event.attributes.exitCode !== undefined && Number.isInteger(code) ? code : null;
  return {
    subject: { id: event.id, place: placeOf(event.attributes) },
    mark: { at: event.timeMs, kind, exitCode },
  };
}
