import type { MemberProgress, StartSetMember, StartSetRow } from '../../../main/contract/start-sets';
import { t } from '../../lib/i18n';
import { durationWords } from '../../lib/time';

type Run = NonNullable<StartSetRow['run']>;
type Now = StartSetRow['now'][number];

export const KIND_WORDS: Readonly<Record<StartSetMember['kind'], string>> = {
  project: t('project'),
  container: t('container'),
};

export const NOW_WORDS: Readonly<Record<Now['state'], string>> = {
  running: t('running'),
  partial: t('partly running'),
  stopped: t('stopped'),
  missing: t('not there'),
};

export const PROGRESS_WORDS: Readonly<Record<MemberProgress['state'], string>> = {
  waiting: t('not yet'),
  starting: t('starting'),
  settling: t('waiting'),
  stopping: t('stopping'),
  done: t('done'),
  failed: t('failed'),
  skipped: t('skipped'),
};

/** What comes after a member was started. */
export function thenWords({ then }: StartSetMember): string {
  switch (then.wait) {
    case 'nothing':
      return '';
    case 'pause':
      return t('then a pause of {seconds} s', { seconds: then.seconds });
    case 'healthy':
      return t('then until it is healthy, at most {seconds} s', { seconds: then.seconds });
  }
}

const STARTED: Readonly<Record<Run['state'], string>> = {
  running: t('Starting…'),
  done: t('Started'),
  failed: t('The start failed'),
  cancelled: t('The start was cancelled; what was started runs on'),
};
const STOPPED: Readonly<Record<Run['state'], string>> = {
  running: t('Stopping…'),
  done: t('Stopped'),
  failed: t('The stop failed'),
  cancelled: t('The stop was cancelled; what was stopped stays so'),
};

/** How a run is, or was. */
export function runWords({ verb, state, startedAt, endedAt, members }: Run): string {
  const words = (verb === 'start' ? STARTED : STOPPED)[state];
  if (state === 'running') {
    const over = members.filter((member) => member.state === 'done').length;
    return t('{words} {over} of {count} done', { words, over, count: members.length });
  }
  return state === 'done' && endedAt !== null
    ? t('{words} in {endedAt}', { words, endedAt: durationWords(endedAt - startedAt) })
    : `${words}.`;
}

/** Of all members together. */
export function summaryWords({ now }: Pick<StartSetRow, 'now'>): string {
  const running = now.filter(({ state }) => state === 'running').length;
  return now.length === 0 ? t('No members yet') : t('{running} of {count} running', { running, count: now.length });
}

/** How many containers do not start with the engine; '': it holds nothing back. */
export function heldWords({ holdBack, now }: Pick<StartSetRow, 'holdBack' | 'now'>): string {
  if (!holdBack) return '';
  const held = now.reduce((sum, member) => sum + member.held, 0);
  return held === 0
    ? t('Holds back: none of its containers starts with the engine by itself')
    : t("Holds back {held, plural, one {# container} other {# containers}} from the engine's start", { held });
}
