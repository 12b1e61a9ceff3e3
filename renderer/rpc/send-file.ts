import type { TransferTicket } from '../../main/contract/transfers';
import { rpc } from './client';

/** Begins an upload by its ticket. What becomes of it is told by `transfers.watch`, or by the work that it is for. */
export function sendFile({ id, url }: TransferTicket, file: File): void {
  if (window.slipway?.sendFile(url, file) === true) return;
  const sent = fetch(url, {
    ...{ method: 'PUT', body: file, headers: { 'content-type': 'application/octet-stream' } },
    ...{ cache: 'no-store', credentials: 'omit', redirect: 'error' },
  });
  // Why it failed is told there: an answer that comes before all is sent does not reach the page.
  sent.catch(() => rpc.call('transfers.cancel', { id }).catch(() => undefined));
}
