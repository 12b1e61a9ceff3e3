import type { Seen } from './look';
import { say } from '../../../../texts/say';

export interface Verdict {
  readonly is: 'ready' | 'waiting' | 'failed';
  /** Hostile, possibly empty. */
  readonly words: string;
}

const MOST_NAMED = 5;

const waiting = (words: string): Verdict => ({ is: 'waiting', words });
const said = (name: string, what: string, words: string): string =>
  words === '' ? `${name} ${what}` : `${name} ${what}: ${words}`;

function judgeOne({ name, state, health, exitCode, words }: Seen): Verdict {
  switch (state) {
    case 'exited':
    case 'dead':
      return exitCode === 0
        ? { is: 'ready', words: say('{name} has ended with 0', { name }) }
        : { is: 'failed', words: said(name, `ended with exit code ${String(exitCode)}`, words) };
    case 'running':
      if (health === 'starting') return waiting(said(name, 'is not healthy yet', words));
      if (health === 'unhealthy') return waiting(said(name, 'is unhealthy', words));
      return {
        is: 'ready',
        words: health === '' ? say('{name} has no health check: that it runs counts', { name }) : '',
      };
    case 'restarting':
      return waiting(say('{name} is being restarted, it ended with exit code {exitCode}', { name, exitCode }));
    case 'paused':
      return waiting(say('{name} is paused', { name }));
    default:
      return waiting(said(name, 'has not started', words));
  }
}

function joined(words: readonly string[]): string {
  const told = words.filter((each) => each !== '');
  const more = told.length - MOST_NAMED;
  return [...told.slice(0, MOST_NAMED), ...(more > 0 ? [say('and {more} more', { more })] : [])].join('; ');
}

/** Of all containers of a member together: the worst counts. What had ended before, and was not started again, has no part in it. */
export function judge(seen: readonly Seen[], before: ReadonlyMap<string, string>): Verdict {
  const present = seen.filter(({ id, state, finishedAt }) => state === 'running' || before.get(id) !== finishedAt);
  if (seen.length === 0) return { is: 'failed', words: say('There is no container of it.') };
  if (present.length === 0) return { is: 'failed', words: say('None of its containers was started.') };
  const verdicts = present.map(judgeOne);
  for (const is of ['failed', 'waiting'] as const) {
    const such = verdicts.filter((verdict) => verdict.is === is);
    if (such.length > 0) return { is, words: joined(such.map(({ words }) => words)) };
  }
  return { is: 'ready', words: joined(verdicts.map(({ words }) => words)) };
}

/** Of those that have ended: when. For `judge`, after something was begun. */
export const endedBefore = (seen: readonly Seen[]): ReadonlyMap<string, string> =>
  new Map(
    seen.filter(({ state }) => state === 'exited' || state === 'dead').map(({ id, finishedAt }) => [id, finishedAt]),
  );
