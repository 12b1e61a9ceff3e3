import type { TransferProgress } from '../../contract/transfers';
import type { DownloadOffer, UploadOffer } from '../shell/transfers';

type Ending = Exclude<TransferProgress['state'], 'waiting' | 'running'>;
type Explain = (error: unknown) => NonNullable<TransferProgress['failure']>;

export type Offer =
  | { readonly kind: 'download'; readonly download: DownloadOffer }
  | { readonly kind: 'upload'; readonly upload: UploadOffer };

/** One transfer, from its offer to its end. */
export interface Transfer {
  readonly kind: Offer['kind'];
  readonly offer: Offer;
  /** Aborted when it is over. */
  readonly signal: AbortSignal;
  progress(): TransferProgress;
  begin(total: number | null): void;
  moved(bytes: number): void;
  end(state: Ending): void;
  fail(error: unknown): void;
  onChange(listener: () => void): () => void;
  onEnd(listener: () => void): void;
}

const isOver = (state: TransferProgress['state']): boolean => state !== 'waiting' && state !== 'running';

export function createTransfer(offer: Offer, explain: Explain): Transfer {
  const total = offer.kind === 'upload' ? offer.upload.size : null;
  let progress: TransferProgress = { state: 'waiting', bytes: 0, total, failure: null };
  const over = new AbortController();
  const listeners = new Set<() => void>();
  const endings: (() => void)[] = [];

  const set = (change: Partial<TransferProgress>): void => {
    if (isOver(progress.state)) return;
    progress = { ...progress, ...change };
    for (const listener of [...listeners]) listener();
    if (!isOver(progress.state)) return;
    over.abort(new Error('the transfer is over'));
    for (const ending of endings) ending();
  };

  return {
    kind: offer.kind,
    offer,
    signal: over.signal,
    progress: () => progress,
    begin: (known) => set({ state: 'running', total: known }),
    moved: (bytes) => set({ bytes: progress.bytes + bytes }),
    end: (state) => set({ state }),
    fail: (error) => set({ state: 'failed', failure: explain(error) }),
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    onEnd: (listener) => void endings.push(listener),
  };
}
