import type { Mark } from '../../../main/contract/stats';
import { t } from '../../lib/i18n';
import type { ThrottledSpan } from './plot-data';

/** Something that happened, in words. */
export interface Happening {
  /** Seconds since the epoch by the engine's clock. */
  readonly at: number;
  /** Null: it is a moment. */
  readonly until: number | null;
  readonly tone: 'plain' | 'warn' | 'bad';
  /** On the chart: a word or two. */
  readonly brief: string;
  readonly words: string;
}

/** A start so soon after an end is one restart. */
const RESTART_MS = 60_000;

const endWords = ({ exitCode }: Mark): string => (exitCode === null ? '' : t(', exit code {exitCode}', { exitCode }));

function happeningOf(mark: Mark, before: Mark | undefined, next: Mark | undefined): Happening | null {
  const at = { at: mark.at / 1000, until: null };
  switch (mark.kind) {
    case 'start':
      return before?.kind === 'exit' && mark.at - before.at <= RESTART_MS
        ? {
            ...at,
            tone: 'warn',
            brief: t('Restarted'),
            words: t('Restarted after it had ended{before}', { before: endWords(before) }),
          }
        : { ...at, tone: 'plain', brief: t('Started'), words: t('Started') };
    case 'exit':
      return next?.kind === 'start' && next.at - mark.at <= RESTART_MS
        ? null
        : {
            ...at,
            tone: mark.exitCode === 0 ? 'plain' : 'warn',
            brief: t('Ended'),
            words: t('Ended{mark}', { mark: endWords(mark) }),
          };
    case 'oom':
      return {
        ...{ ...at, tone: 'bad', brief: 'OOM' },
        words: t('Out of memory: the kernel killed a process of it, as it needed more than its limit'),
      };
    case 'pause':
      return { ...at, tone: 'plain', brief: t('Paused'), words: t('Paused') };
    case 'unpause':
      return { ...at, tone: 'plain', brief: t('Resumed'), words: t('Resumed') };
    case 'recreated':
      return {
        ...{ ...at, tone: 'plain', brief: t('Recreated') },
        words: t('Recreated: another container of the same compose service goes on from here'),
      };
    case 'restart-unseen':
      return {
        ...at,
        tone: 'warn',
        brief: t('Restarted'),
        words: t('Restarted before this; when exactly was not seen'),
      };
  }
}

const isOf = (kinds: readonly Mark['kind'][]) => (mark: Mark) => kinds.includes(mark.kind);

/** In the order of time. */
export function happenings(marks: readonly Mark[], throttled: readonly ThrottledSpan[]): readonly Happening[] {
  const lives = marks.filter(isOf(['start', 'exit']));
  const moments = marks.flatMap((mark): Happening[] => {
    const place = lives.indexOf(mark);
    const one = happeningOf(mark, place < 0 ? undefined : lives[place - 1], place < 0 ? undefined : lives[place + 1]);
    return one === null ? [] : [one];
  });
  const spans = throttled.map(({ from, to, share }): Happening => {
    const most = t('in up to {round} % of the scheduler’s periods', { round: Math.round(share * 100) });
    return {
      at: from,
      until: to,
      tone: 'warn',
      brief: t('CPU limit'),
      words: t('Held back by its CPU limit, {most}', { most }),
    };
  });
  return [...moments, ...spans].sort((a, b) => a.at - b.at);
}
