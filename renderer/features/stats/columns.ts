import type { Sample } from '../../../main/contract/stats';
import { t } from '../../lib/i18n';
import { bothWays, countWords, memoryWords, percentWords, rateWords } from './figures';

/** Of the containers' list; its own names. */
export type StatsColumn = 'cpu' | 'memory' | 'network' | 'block' | 'pids';

type Values = Omit<Sample, 'at'>;

interface ColumnKind {
  /** What its small chart and the order go by; null: not known. */
  readonly valueOf: (values: Values) => number | null;
  readonly words: (values: Values) => string;
  /** The least that the top of its small chart stands for; null: it has none. */
  readonly least: number | null;
  /** Why its value is not known though others are. */
  readonly unknown: string;
}

const NO_NETWORK = t('The engine counts no network of its own for it, as with the host’s network.');

const arrows = (into: string, out: string): string => `↓ ${into}  ↑ ${out}`;

export const COLUMNS: Readonly<Record<StatsColumn, ColumnKind>> = {
  cpu: {
    valueOf: ({ cpu }) => cpu,
    words: ({ cpu }) => percentWords(cpu),
    least: 10,
    unknown: t('Needs two readings: it comes with the next one.'),
  },
  memory: {
    valueOf: ({ memory }) => memory,
    words: ({ memory }) => memoryWords(memory),
    least: 1024 * 1024,
    unknown: t('The engine does not count its memory.'),
  },
  network: {
    valueOf: ({ netRx, netTx }) => bothWays(netRx, netTx),
    words: ({ netRx, netTx }) => arrows(rateWords(netRx), rateWords(netTx)),
    least: null,
    unknown: NO_NETWORK,
  },
  block: {
    valueOf: ({ blockRead, blockWrite }) => bothWays(blockRead, blockWrite),
    words: ({ blockRead, blockWrite }) =>
      t('R {blockRead}  W {blockWrite}', { blockRead: rateWords(blockRead), blockWrite: rateWords(blockWrite) }),
    least: null,
    unknown: t('The engine has counted no block I/O for it.'),
  },
  pids: {
    valueOf: ({ pids }) => pids,
    words: ({ pids }) => countWords(pids),
    least: null,
    unknown: t('The engine does not count its processes.'),
  },
};
