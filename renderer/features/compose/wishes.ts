import type { ComposeWish } from '../../../main/contract/compose-runs';

type WishOf<V extends ComposeWish['verb']> = Extract<ComposeWish, { readonly verb: V }>;

/** Those that are begun without a question. */
export type PlainVerb = 'start' | 'stop' | 'restart' | 'pause' | 'unpause' | 'kill' | 'pull' | 'watch';

/** No service: all of them. */
export function plainWish(verb: PlainVerb, services: readonly string[] = []): ComposeWish {
  const chosen = { services: [...services] };
  return verb === 'stop' || verb === 'restart' ? { verb, ...chosen, timeout: null } : { verb, ...chosen };
}

export const upWish = (services: readonly string[] = []): WishOf<'up'> => ({
  ...{ verb: 'up', services: [...services], timeout: null, build: 'auto', pull: 'auto', recreate: 'changed' },
  ...{ noDeps: false, removeOrphans: false, renewVolumes: false, scale: [] },
});

/** Whether the plan, which knows of no option but that of orphans, says all that this up would do. */
export const isPlanned = ({ services, build, pull, recreate, renewVolumes, scale }: WishOf<'up'>): boolean =>
  [build, pull, recreate].join() === 'auto,auto,changed' && !renewVolumes && services.length + scale.length === 0;

export const downWish = (): WishOf<'down'> => ({
  ...{ verb: 'down', timeout: null, volumes: false, images: 'keep', removeOrphans: false },
});

export const buildWish = (services: readonly string[]): WishOf<'build'> => ({
  ...{ verb: 'build', services: [...services], noCache: false, pull: false },
});

/**
 * A line as a shell would take it apart: spaces part words, quotes and backslashes keep them together. Nothing is filled in.
 * null: a quote is not closed.
 */
export function wordsOf(line: string): readonly string[] | null {
  const words: string[] = [];
  let word: string | null = null;
  let quote = '';
  for (let at = 0; at < line.length; at += 1) {
    const sign = line[at] ?? '';
    const next = line[at + 1];
    if (sign === '\\' && quote !== "'" && next !== undefined) {
      word = `${word ?? ''}${quote === '' || next === '"' || next === '\\' ? '' : sign}${next}`;
      at += 1;
    } else if (quote !== '') {
      if (sign === quote) quote = '';
      else word = `${word ?? ''}${sign}`;
    } else if (sign === '"' || sign === "'") {
      quote = sign;
      word ??= '';
    } else if (/\s/.test(sign)) {
      if (word !== null) words.push(word);
      word = null;
    } else word = `${word ?? ''}${sign}`;
  }
  if (quote !== '') return null;
  return word === null ? words : [...words, word];
}
