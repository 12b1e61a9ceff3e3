import { create } from 'zustand';
import type { TransferProgress, TransferTicket } from '../../../../main/contract/transfers';
import { rpc } from '../../../rpc/client';

export interface Transfer {
  /** Of the ticket. */
  readonly id: string;
  readonly direction: 'download' | 'upload';
  readonly name: string;
  readonly progress: TransferProgress;
}

/** Those that are over stay until they are dismissed, but not more than this. */
const KEPT = 50;

/** The transfers that this page began. They go on whatever view is shown. */
export const useTransfers = create<{ readonly transfers: readonly Transfer[] }>(() => ({ transfers: [] }));

export const isOver = ({ state }: TransferProgress): boolean => state !== 'waiting' && state !== 'running';

const update = (id: string, progress: TransferProgress): void =>
  useTransfers.setState(({ transfers }) => ({
    transfers: transfers.map((one) => (one.id === id ? { ...one, progress } : one)),
  }));

export const dismissTransfer = (id: string): void =>
  useTransfers.setState(({ transfers }) => ({ transfers: transfers.filter((one) => one.id !== id) }));

export const cancelTransfer = (id: string): void => void rpc.call('transfers.cancel', { id }).catch(() => undefined);

const BEGUN: TransferProgress = { state: 'waiting', bytes: 0, total: null, failure: null };
const LOST: TransferProgress = { ...BEGUN, state: 'cancelled' };

/** Shows a transfer until it is over; resolves with how it ended. */
export async function followTransfer(
  direction: Transfer['direction'],
  name: string,
  { id }: TransferTicket,
): Promise<TransferProgress> {
  useTransfers.setState(({ transfers }) => ({
    transfers: [...transfers.slice(-KEPT), { id, direction, name, progress: BEGUN }],
  }));
  let last = BEGUN;
  try {
    for await (const progress of rpc.stream('transfers.watch', { id })) {
      last = progress;
      update(id, progress);
    }
    return last;
  } catch {
    // Without a connection its end is not known; the engine's side of it ended with the page's.
    update(id, { ...last, state: 'cancelled' });
    return LOST;
  }
}
