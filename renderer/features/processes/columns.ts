import type { ProcessRow } from '../../../main/contract/processes';
import { t } from '../../lib/i18n';

/** How the values under a title are compared and stand. */
export type ColumnKind = 'text' | 'number' | 'clock';

export interface Column {
  readonly title: string;
  readonly index: number;
  readonly kind: ColumnKind;
  /** What the title of `ps` means, for those who do not know it; '' where it is a word already. */
  readonly meaning: string;
}

const KNOWN: Readonly<Record<string, readonly [ColumnKind, string]>> = {
  PID: ['number', t("Process id, as the engine's machine counts")],
  PPID: ['number', t('Process id of the parent')],
  USER: ['text', ''],
  UID: ['text', t('User')],
  STAT: ['text', t('State: R runs, S sleeps, D waits for a device, T is stopped, Z has ended')],
  S: ['text', t('State')],
  '%CPU': ['number', t('Share of one processor since it was started, percent')],
  '%MEM': ['number', t('Share of the memory of the machine, percent')],
  C: ['number', t('Processor use, percent')],
  RSS: ['number', t('Memory it holds, KiB')],
  VSZ: ['number', t('Address space, KiB')],
  ELAPSED: ['clock', t('Since its start')],
  TIME: ['clock', t('Processor time used')],
  STIME: ['text', t('Time or day of its start')],
  TTY: ['text', t('Terminal')],
  COMMAND: ['text', ''],
  CMD: ['text', t('Command')],
};

export const columnsOf = (titles: readonly string[]): readonly Column[] =>
  titles.map((title, index) => {
    const name = title.toUpperCase();
    const [kind, meaning] = (Object.hasOwn(KNOWN, name) ? KNOWN[name] : undefined) ?? (['text', ''] as const);
    return { title, index, kind, meaning };
  });

/** Seconds of `[[dd-]hh:]mm:ss`; null for anything else. */
function clockSeconds(words: string): number | null {
  const match = /^(?:(\d+)-)?(?:(\d+):)?(\d+):(\d+)$/.exec(words);
  if (match === null) return null;
  const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = match;
  return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
}

function valueOf(cell: string, kind: ColumnKind): number {
  const value = kind === 'clock' ? (clockSeconds(cell) ?? Number.NaN) : Number.parseFloat(cell);
  return Number.isNaN(value) ? -Infinity : value;
}

/** Of two rows by one column; the same in both stays in the engine's order. */
export function compareBy({ index, kind }: Column): (a: ProcessRow, b: ProcessRow) => number {
  const cell = (row: ProcessRow): string => row.cells[index] ?? '';
  if (kind === 'text') return (a, b) => (cell(a) < cell(b) ? -1 : cell(a) > cell(b) ? 1 : 0);
  return (a, b) => {
    const [first, second] = [valueOf(cell(a), kind), valueOf(cell(b), kind)];
    return first === second ? 0 : first - second;
  };
}

/** The command, which engines tell last, comes first here, as it is what a process is known by. */
export const commandFirst = (columns: readonly Column[]): readonly Column[] => {
  const command = columns.at(-1);
  return command === undefined ? [] : [command, ...columns.slice(0, -1)];
};
