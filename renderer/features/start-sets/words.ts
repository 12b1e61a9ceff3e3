import type { MemberProgress, StartSetMember, StartSetRow } from '../../../main/contract/start-sets';
import { durationWords } from '../../lib/time';

type Run = NonNullable<StartSetRow['run']>;
type Now = StartSetRow['now'][number];

export const KIND_WORDS: Readonly<Record<StartSetMember['kind'], string>> = {
  project: 'project',
  container: 'container',
};

export const NOW_WORDS: Readonly<Record<Now['state'], string>> = {
  running: 'running',
  partial: 'partly running',
  stopped: 'stopped',
  missing: 'not there',
};

export const PROGRESS_WORDS: Readonly<Record<MemberProgress['state'], string>> = {
  waiting: 'not yet',
  starting: 'starting',
  settling: 'waiting',
  stopping: 'stopping',
  done: 'done',
  failed: 'failed',
  skipped: 'skipped',
};

/** What comes after a member was started. */
export function thenWords({ then }: StartSetMember): string {
  switch (then.wait) {
    case 'nothing':
      return '';
    case 'pause':
      return `then a pause of ${String(then.seconds)} s`;
    case 'healthy':
      return `then until it is healthy, at most ${String(then.seconds)} s`;
  }
}

const STARTED: Readonly<Record<Run['state'], string>> = {
  running: 'Starting…',
  done: 'Started',
  failed: 'The start failed',
  cancelled: 'The start was cancelled; what was started runs on',
};
const STOPPED: Readonly<Record<Run['state'], string>> = {
  running: 'Stopping…',
  done: 'Stopped',
  failed: 'The stop failed',
  cancelled: 'The stop was cancelled; what was stopped stays so',
};

/** How a run is, or was. */
export function runWords({ verb, state, startedAt, endedAt, members }: Run): string {
  const words = (verb === 'start' ? STARTED : STOPPED)[state];
  if (state === 'running') {
    const over = members.filter((member) => member.state === 'done').length;
    return `${words} ${String(over)} of ${String(members.length)} done`;
  }
  return state === 'done' && endedAt !== null ? `${words} in ${durationWords(endedAt - startedAt)}` : `${words}.`;
}

/** Of all members together. */
export function summaryWords({ now }: Pick<StartSetRow, 'now'>): string {
  const running = now.filter(({ state }) => state === 'running').length;
  return now.length === 0 ? 'No members yet' : `${String(running)} of ${String(now.length)} running`;
}

/** How many containers do not start with the engine; '': it holds nothing back. */
export function heldWords({ holdBack, now }: Pick<StartSetRow, 'holdBack' | 'now'>): string {
  if (!holdBack) return '';
  const held = now.reduce((sum, member) => sum + member.held, 0);
  return held === 0
    ? 'Holds back: none of its containers starts with the engine by itself'
    : `Holds back ${String(held)} ${held === 1 ? 'container' : 'containers'} from the engine's start`;
}
