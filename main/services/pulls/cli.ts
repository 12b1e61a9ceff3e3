import type { PullsCliWish, PullWish } from '../../contract/pulls';
import { shellQuote } from '../engine/shell-quote';

const line = (prefix: string, words: readonly string[]): string => [prefix, ...words.map(shellQuote)].join(' ');

export const pullLine = (prefix: string, { reference, platform }: PullWish): string =>
  line(prefix, ['pull', ...(platform === '' ? [] : ['--platform', platform]), reference]);

export const tagLine = (prefix: string, image: string, reference: string): string =>
  line(prefix, ['tag', image, reference]);

export const pushLine = (prefix: string, reference: string): string => line(prefix, ['push', reference]);

/** The docker CLI lines that do the same. `prefix` is quoted already. */
export function cliLines(prefix: string, wish: PullsCliWish): string[] {
  if (wish.kind === 'pull') return wish.pulls.map((pull) => pullLine(prefix, pull));
  const { image, reference } = wish;
  return [...(image === reference ? [] : [tagLine(prefix, image, reference)]), pushLine(prefix, reference)];
}
