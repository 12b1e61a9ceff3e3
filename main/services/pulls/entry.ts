import type { ImageTransfer } from '../../contract/pulls';
import { createTally, type Told } from '../engine/layer-tally';
import { createRate, type Rate } from './rate';

export type TransferBegin = Pick<ImageTransfer, 'kind' | 'reference' | 'platform' | 'engine' | 'quiet'>;

/** One transfer, with what is not told of it. */
export interface Entry {
  transfer: ImageTransfer;
  told: Told;
  revision: number;
  readonly rate: Rate;
  readonly controller: AbortController;
  settled: Promise<unknown>;
}

/** What moves bytes at the moment; null: nothing does, or not all sizes are known. */
function secondsLeft({ bytes, total, unmeasured }: Told, rate: number | null): number | null {
  const left = total - bytes;
  return rate === null || rate <= 0 || unmeasured > 0 || left <= 0 ? null : left / rate;
}

/** As a page sees it. @param ticks ms, of a clock that never goes back. */
export function shown({ transfer, told, rate }: Entry, ticks: number): ImageTransfer {
  const running = transfer.state === 'running';
  const speed = running ? rate.read(ticks) : null;
  return {
    ...transfer,
    ...told,
    layers: [...told.layers],
    rate: speed,
    secondsLeft: running ? secondsLeft(told, speed) : null,
  };
}

const blank = (begin: TransferBegin, id: string, startedAt: number): ImageTransfer => ({
  ...{ id, ...begin, startedAt, state: 'running', note: '', endedAt: null, failure: null },
  ...{ layers: [], more: 0, bytes: 0, total: 0, unmeasured: 0, said: '', digest: null, isNew: null },
  ...{ rate: null, secondsLeft: null },
});

export const isOver = ({ transfer }: Entry): boolean => transfer.state !== 'running';

export const entryOf = (begin: TransferBegin, id: string, startedAt: number): Entry => ({
  ...{ transfer: blank(begin, id, startedAt), told: createTally().read(), revision: 0 },
  ...{ rate: createRate(), controller: new AbortController(), settled: Promise.resolve() },
});
