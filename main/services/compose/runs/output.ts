import type { LogFile } from './log-file';

/** What a run says: its last lines, and how many came before them. */
export interface Output {
  add(line: string): void;
  /** From the `from`th line that ever came. */
  read(from: number): { readonly lines: readonly string[]; readonly dropped: number; readonly next: number };
}

/** UTF-16 units; about as much as is kept on the disk. */
const LARGEST = 4 * 1024 * 1024;

export function createOutput(file: Pick<LogFile, 'add'>): Output {
  let lines: string[] = [];
  /** Of `lines`, those that are gone. */
  let passed = 0;
  let came = 0;
  let size = 0;
  return {
    add(line) {
      file.add(line);
      lines.push(line);
      came += 1;
      size += line.length + 1;
      while (size > LARGEST && passed < lines.length - 1) {
        size -= (lines[passed]?.length ?? 0) + 1;
        lines[passed] = '';
        passed += 1;
      }
      // So seldom that each line is moved but once.
      if (passed > 1000 && passed > lines.length / 2) {
        lines = lines.slice(passed);
        passed = 0;
      }
    },
    read(from) {
      const start = came - (lines.length - passed);
      const at = Math.max(from, start);
      return { lines: lines.slice(passed + at - start), dropped: at - Math.max(0, from), next: came };
    },
  };
}
