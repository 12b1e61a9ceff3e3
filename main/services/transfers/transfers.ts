import type { TransferProgress } from '../../contract/transfers';
import type { FileDesk, Transfers } from '../shell/transfers';
import { createDesk } from './desk';
import { createRegister, type Failure } from './register';
import { createTransfer } from './transfer';

export interface TransfersOptions {
  /** An error as calls throw it. */
  readonly explain: (error: unknown) => Failure;
  readonly now?: () => number;
}

/** All transfers of one Slipway: what services offer, what its host serves, and what pages watch. */
export interface TransferHub {
  readonly offers: Transfers;
  readonly desk: FileDesk;
  /** The progress as it is, and after each change of it; null: there is no such transfer any more. */
  progress(id: string): TransferProgress | null;
  onChange(id: string, listener: () => void): () => void;
  cancel(id: string): void;
  /** Ends all of them. */
  close(): void;
}

export function createTransfers({ explain, now = Date.now }: TransfersOptions): TransferHub {
  const register = createRegister(now);
  const add = (offer: Parameters<typeof createTransfer>[0]) => register.add(createTransfer(offer, explain));
  return {
    offers: {
      download: (download) => add({ kind: 'download', download }),
      upload: (upload) => add({ kind: 'upload', upload }),
    },
    desk: createDesk(register),
    progress: (id) => register.get(id)?.progress() ?? null,
    onChange: (id, listener) => register.get(id)?.onChange(listener) ?? (() => undefined),
    cancel: (id) => register.get(id)?.end('cancelled'),
    close: () => register.close(),
  };
}
