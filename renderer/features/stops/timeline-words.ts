import type { TimelineEntry } from '../../../main/contract/stops';
import { withoutControls } from '../../lib/control-characters';

const WORDS: Readonly<Record<string, string>> = {
  create: 'Created',
  start: 'Started',
  restart: 'Restarted',
  stop: 'Stopped on request',
  die: 'Ended',
  oom: 'The out-of-memory killer struck',
  pause: 'Paused',
  unpause: 'Unpaused',
  update: 'Its limits were changed',
  destroy: 'Removed',
  remove: 'Removed',
  rename: 'Renamed',
};

/** "Ended with 137". */
export function happeningWords({ action, exitCode, signal, own }: TimelineEntry): string {
  const [verb = '', status = ''] = action.split(/: ?/, 2);
  const by = own ? ', by Slipway' : '';
  if (verb === 'kill') return `${signal ?? 'A signal'} was sent to it${by}`;
  if (verb === 'health_status') return `Health: ${withoutControls(status) || 'changed'}`;
  if (verb === 'die') return exitCode === null ? 'Ended' : `Ended with ${exitCode}`;
  return `${Object.hasOwn(WORDS, verb) ? (WORDS[verb] ?? '') : withoutControls(action)}${by}`;
}
