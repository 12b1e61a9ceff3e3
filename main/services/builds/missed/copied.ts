import { cleanPath } from '../context/go-path';
import { compilePattern } from '../context/pattern';

/** What COPY or ADD takes. */
export interface Copied {
  /** The stage or image that `--from` names; '': the context. */
  readonly from: string;
  /** null: it cannot be told which files of the context. */
  readonly takes: ((path: string) => boolean) | null;
}

const FROM = /^--from=(\S+)$/;

function wordsOf(text: string): readonly string[] {
  const plain = text.replace(/\\\s*\n/g, ' ').trim();
  const list = plain.slice(plain.indexOf('['));
  if (/^(?:--\S+\s+)*\[/.test(plain)) {
    try {
      const parsed: unknown = JSON.parse(list);
      const flags = plain.slice(0, plain.length - list.length).split(/\s+/);
      if (Array.isArray(parsed)) return [...flags, ...parsed.map(String)].filter((word) => word !== '');
    } catch {
      // As the builder, too, takes it then: no list.
    }
  }
  return plain.split(/\s+/);
}

function test(source: string): ((path: string) => boolean) | null {
  const clean = cleanPath(source.replace(/^\/+/, '') || '.');
  if (clean === '.') return () => true;
  const matches = compilePattern(clean, true);
  const depth = clean.split('/').length;
  return matches && ((path) => matches(path.split('/').slice(0, depth).join('/')));
}

/** @param text Of the instruction, without its keyword. */
export function readCopied(text: string): Copied {
  const words = wordsOf(text);
  const flags = words.filter((word) => word.startsWith('--'));
  const from = flags.map((word) => FROM.exec(word)?.[1]).find((word) => word !== undefined) ?? '';
  const sources = words.filter((word) => !word.startsWith('--')).slice(0, -1);
  // A variable, an address, or what is written in the Dockerfile itself.
  const unclear = sources.length === 0 || sources.some((source) => /\$|:\/\/|^<</.test(source));
  const tests = unclear ? [null] : sources.map(test);
  const known = tests.filter((each) => each !== null);
  const takes = known.length === tests.length ? (path: string) => known.some((each) => each(path)) : null;
  return { from, takes: from === '' ? takes : null };
}
