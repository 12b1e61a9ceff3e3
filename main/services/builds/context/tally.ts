import { say } from '../../../../texts/say';
import type { ContextScan } from '../../../contract/builds';
import type { Batch } from './walk';

const BIGGEST = 10;
const MOST_PROBLEMS = 100;

type Big = ContextScan['biggest'][number];

/** Adds up what is found. */
export interface ContextTally {
  add(batch: Batch): void;
  read(complete: boolean): ContextScan;
}

export function createTally(): ContextTally {
  const sum = { files: 0, bytes: 0, ignored: 0, problems: 0 };
  const problems: ContextScan['problems'] = [];
  let biggest: Big[] = [];
  const consider = (path: string, bytes: number): void => {
    const least = biggest.length < BIGGEST ? 0 : (biggest.at(-1)?.bytes ?? 0);
    if (bytes > least) biggest = [...biggest, { path, bytes }].sort((a, b) => b.bytes - a.bytes).slice(0, BIGGEST);
  };
  return {
    add({ entries, ignored, problems: found }) {
      sum.ignored += ignored;
      sum.problems += found.length;
      const room = Math.max(0, MOST_PROBLEMS - problems.length);
      problems.push(...found.slice(0, room).map(({ path, message }) => ({ path, message })));
      for (const { path, stat } of entries) {
        if (stat.isDirectory()) continue;
        sum.files += 1;
        if (!stat.isFile()) continue;
        sum.bytes += stat.size;
        consider(path, stat.size);
      }
    },
    read(complete) {
      const { files, bytes, ignored } = sum;
      const more = sum.problems - problems.length;
      const rest = more === 0 ? [] : [{ path: '', message: say('And {more} more.', { more }) }];
      return { complete, files, bytes, ignored, biggest: [...biggest], problems: [...problems, ...rest] };
    },
  };
}
