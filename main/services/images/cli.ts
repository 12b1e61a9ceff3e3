import type { ImageCliWish } from '../../contract/images';
import { shellQuote } from '../engine/shell-quote';

/** The docker CLI line that does the same. `prefix` is quoted already. */
export function cliLine(prefix: string, wish: ImageCliWish): string {
  const line = (...words: readonly string[]): string => [prefix, ...words.map(shellQuote)].join(' ');
  switch (wish.action) {
    case 'remove':
      return line('rmi', ...(wish.force ? ['--force'] : []), ...wish.names);
    case 'tag':
      return line('tag', wish.image, wish.reference);
    case 'save':
      return line('save', '--output', saveName(wish.images), ...wish.images);
    case 'load':
      return line('load', '--input', wish.file);
    case 'import':
      return line(
        'import',
        ...(wish.message === '' ? [] : ['--message', wish.message]),
        ...wish.changes.flatMap((change) => ['--change', change]),
        wish.file,
        ...(wish.reference === '' ? [] : [wish.reference]),
      );
  }
}

const SHORT = 12;
const LONGEST = 100;

/** Proposed for the file. */
export function saveName(images: readonly string[]): string {
  const [first = 'image'] = images;
  if (images.length > 1) return `images-${String(images.length)}.tar`;
  const short = first.startsWith('sha256:') ? first.slice('sha256:'.length, 'sha256:'.length + SHORT) : first;
  return `${short.replace(/[^\w.-]+/g, '-').slice(0, LONGEST)}.tar`;
}
