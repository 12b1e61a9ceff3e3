import type { Column } from './columns';

/** ch: what the values of these need. */
const WIDTHS: Readonly<Record<string, number>> = {
  ...{ PID: 7, PPID: 7, USER: 8, UID: 8, STAT: 5, S: 3, '%CPU': 6, '%MEM': 6, C: 4, RSS: 8, VSZ: 9 },
  ...{ ELAPSED: 11, TIME: 9, STIME: 7, TTY: 7 },
};
const OTHER = 10;

/** The first column, the command, takes what is left; the button stands at the end. */
export const gridTemplate = (columns: readonly Column[]): string =>
  [
    'minmax(26ch, 1fr)',
    ...columns.slice(1).map(({ title }) => `${WIDTHS[title.toUpperCase()] ?? OTHER}ch`),
    '32px',
  ].join(' ');
