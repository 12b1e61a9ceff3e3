import type { ProcessList, ProcessRow } from '../../contract/processes';
import { PROCESS_LIMIT } from '../../contract/processes';
import { type EngineClient, EngineError } from '../engine/types';
import { cut, list, record, text } from '../engine/loose';
import { say } from '../../../texts/say';

/**
 * What is asked of the `ps` that the engine runs, best first: procps, busybox, and what the engine takes by itself (its
 * machine may have any `ps`, and some engines have none).
 */
const PS_ARGS: readonly (string | undefined)[] = [
  '-eo pid,ppid,user,stat,pcpu,pmem,rss,etime,time,args',
  '-o pid,ppid,user,stat,rss,etime,time,args',
  undefined,
];

const TITLES_LIMIT = 40;
const CELL_LIMIT = 300;
/** A command line; the rest is in the process itself. */
const COMMAND_LIMIT = 4000;

export type Table = Pick<ProcessList, 'titles' | 'rows' | 'more'>;

/** The command is the last one, as it may hold spaces. */
export const commandOf = (row: ProcessRow): string => row.cells.at(-1) ?? '';

/** The cell under a title; '' where there is none. */
export function cellOf({ titles }: Pick<Table, 'titles'>, row: Pick<ProcessRow, 'cells'>, title: string): string {
  const at = titles.findIndex((each) => each.toUpperCase() === title);
  return at < 0 ? '' : (row.cells[at] ?? '');
}

/** Podman gives the lines of a `ps` of the container's as they are, each as one cell. */
const inCells = (line: string, count: number): readonly string[] => {
  const words = line.trim().split(/\s+/);
  return count < 1 || words.length < count ? words : [...words.slice(0, count - 1), words.slice(count - 1).join(' ')];
};

/** An answer of `/containers/{id}/top`. Throws EngineError `malformed`. */
export function readTop(answer: unknown): Table {
  const { Titles, Processes } = record(answer);
  const said = list(Titles).map(text);
  const [line = ''] = said;
  const isLines = said.length === 1 && line.trim().includes(' ');
  const titles = (isLines ? inCells(line, 0) : said).slice(0, TITLES_LIMIT).map((title) => cut(title, CELL_LIMIT));
  if (titles.length === 0) throw new EngineError('malformed', say('The list of processes has no titles.'));
  const all = list(Processes);
  const rows = all.slice(0, PROCESS_LIMIT).map((process): ProcessRow => {
    const given = isLines ? inCells(text(list(process)[0]), titles.length) : list(process);
    const cells = titles.map((_, index) =>
      cut(text(given[index]), index === titles.length - 1 ? COMMAND_LIMIT : CELL_LIMIT),
    );
    return {
      pid: cellOf({ titles }, { cells }, 'PID'),
      ppid: cellOf({ titles }, { cells }, 'PPID'),
      cells,
      main: false,
    };
  });
  return { titles, rows, more: all.length - rows.length };
}

/** The container is gone or does not run: no other question helps. Podman answers with nothing where its `ps` refuses. */
const isFinal = (error: unknown): boolean =>
  !(error instanceof EngineError) ||
  (error.kind !== 'malformed' && (error.kind !== 'refused' || error.status === 404 || error.status === 409));

export interface Top {
  /** Asks the engine. Throws EngineError. */
  ask(id: string, signal: AbortSignal | undefined): Promise<Table>;
}

/** Keeps to the question that this engine has answered. */
export function createTop(client: EngineClient): Top {
  let known = 0;
  return {
    async ask(id, signal) {
      for (let index = known; ; index += 1) {
        try {
          const answer = await client.json({
            method: 'GET',
            path: `/containers/${encodeURIComponent(id)}/top`,
            query: { ps_args: PS_ARGS[index] },
            ...(signal && { signal }),
          });
          const table = readTop(answer);
          known = index;
          return table;
        } catch (error) {
          if (index >= PS_ARGS.length - 1 || isFinal(error)) throw error;
        }
      }
    },
  };
}

/** Seconds of `[[dd-]hh:]mm:ss`, or of seconds alone; null for anything else. */
export function clockSeconds(words: string): number | null {
  const match = /^(?:(\d+)-)?(?:(\d+):)?(\d+):(\d+)$/.exec(words);
  if (match === null) return /^\d+$/.test(words) ? Number(words) : null;
  const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = match;
  return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
}
