import type { Metric } from '../../../main/contract/stats';
import { t } from '../../lib/i18n';
import type { Happening } from './happenings';
import { countWords, memoryWords, percentWords, rateWords } from './figures';

export interface ChartLine {
  readonly metric: Metric;
  readonly label: string;
  /** A colour of the theme. */
  readonly colour: '--sw-accent' | '--sw-warn' | '--sw-info' | '--sw-dim';
  readonly dashed: boolean;
}

/** One of the charts of a container. */
export interface ChartKind {
  readonly title: string;
  readonly lines: readonly ChartLine[];
  readonly words: (value: number | null) => string;
  /** The least that its top stands for. */
  readonly least: number;
  /** Steps that its axis may be divided by. */
  readonly steps: readonly number[];
  /** Which of the marks have their word beside them; the others are lines. */
  readonly tells: (happening: Happening) => boolean;
  /** Said where there is not one value. */
  readonly none: string;
}

const line = (
  metric: Metric,
  label: string,
  colour: ChartLine['colour'] = '--sw-accent',
  dashed = false,
): ChartLine => ({ metric, label, colour, dashed });

const DECIMAL = Array.from({ length: 16 }, (_, power) => [1, 2, 5].map((digit) => digit * 10 ** power)).flat();
const BINARY = Array.from({ length: 50 }, (_, power) => 2 ** power);
const nothing = (): boolean => false;

export const CHARTS: readonly ChartKind[] = [
  {
    title: 'CPU',
    steps: DECIMAL,
    tells: () => true,
    lines: [line('cpu', 'CPU')],
    words: percentWords,
    least: 10,
    none: t('No CPU use was measured in this time.'),
  },
  {
    title: t('Memory'),
    steps: BINARY,
    tells: ({ tone }) => tone === 'bad',
    lines: [line('memory', t('Memory')), line('cache', t('Cache beside'), '--sw-dim', true)],
    words: memoryWords,
    least: 1024 * 1024,
    none: t('No memory use was measured in this time.'),
  },
  {
    title: t('Network'),
    steps: DECIMAL,
    tells: nothing,
    lines: [line('netRx', t('Received')), line('netTx', t('Sent'), '--sw-warn', true)],
    words: rateWords,
    least: 1000,
    none: t('The engine counted no network of its own for it in this time, as with the host’s network.'),
  },
  {
    title: t('Block I/O'),
    steps: DECIMAL,
    tells: nothing,
    lines: [line('blockRead', t('Read')), line('blockWrite', t('Written'), '--sw-warn', true)],
    words: rateWords,
    least: 1000,
    none: t('The engine counted no block I/O for it in this time.'),
  },
  {
    title: t('PIDs'),
    steps: DECIMAL,
    tells: nothing,
    lines: [line('pids', t('PIDs'))],
    words: countWords,
    least: 5,
    none: t('The engine counted no processes of it in this time.'),
  },
];
