import type { InsideProcess } from '../../contract/processes';

/** A row of the engine's list. */
export interface Wanted {
  readonly command: string;
  /** Since its start; null where the list does not tell. */
  readonly elapsedSeconds: number | null;
}

/** Two questions asked one after the other, each rounded. */
const TOLERANCE_SECONDS = 3;
/** Some `ps` cut the command off. */
const PREFIX_FROM = 24;

/** `ps` and a shell differ in what they make of spaces, line breaks, NULs and everything beyond ASCII. */
const plain = (command: string): string => command.replace(/ <defunct>$/, '').replace(/[^\x21-\x3e\x40-\x7e]/g, '');

/**
 * All processes inside that the row can be: the same command, begun at the same time. Their numbers do not help, as they
 * are counted differently inside.
 */
export function candidatesFor(wanted: Wanted, inside: readonly InsideProcess[]): readonly InsideProcess[] {
  const command = plain(wanted.command);
  const timely = inside.filter(
    ({ elapsedSeconds }) =>
      wanted.elapsedSeconds === null || Math.abs(elapsedSeconds - wanted.elapsedSeconds) <= TOLERANCE_SECONDS,
  );
  const same = timely.filter((process) => plain(process.command) === command);
  if (same.length > 0 || command.length < PREFIX_FROM) return same;
  return timely.filter((process) => plain(process.command).startsWith(command));
}
