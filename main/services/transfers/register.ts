import { createHash, randomBytes } from 'node:crypto';
import type { TransferProgress, TransferTicket } from '../../contract/transfers';
import type { Transfer } from './transfer';

export type Failure = NonNullable<TransferProgress['failure']>;

/** A page comes for its transfer at once. */
const TICKET_MS = 30_000;
/** How long the outcome of one that is over can be asked for. */
const KEPT_MS = 60_000;
/** Far more than a page has use for; the oldest that is not running makes room. */
const MOST_TRANSFERS = 256;
const SECRET_BYTES = 32;

/** By digest: how long a look-up takes says nothing about the secrets there are. */
const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** The transfers there are, by id, and by the secret of a ticket that is not used yet. */
export interface Register {
  add(transfer: Transfer): TransferTicket;
  get(id: string): Transfer | null;
  /** The waiting transfer of a ticket, of this kind; its ticket is used up by that. */
  redeem(secret: string, kind: Transfer['kind']): Transfer | null;
  close(): void;
}

/** What is not running goes, the oldest first. */
function makeRoom(byId: Map<string, Transfer>): void {
  for (const [id, transfer] of byId) {
    if (byId.size < MOST_TRANSFERS) return;
    if (transfer.progress().state === 'running') continue;
    transfer.end('expired');
    byId.delete(id);
  }
}

export function createRegister(now: () => number): Register {
  const byId = new Map<string, Transfer>();
  const tickets = new Map<string, { readonly id: string; readonly until: number }>();
  let last = 0;

  const expire = (digest: string): void => {
    const id = tickets.get(digest)?.id;
    tickets.delete(digest);
    if (id !== undefined) byId.get(id)?.end('expired');
  };

  return {
    add(transfer) {
      makeRoom(byId);
      const id = String(++last);
      const secret = randomBytes(SECRET_BYTES).toString('base64url');
      const digest = digestOf(secret);
      byId.set(id, transfer);
      tickets.set(digest, { id, until: now() + TICKET_MS });
      const timer = setTimeout(() => expire(digest), TICKET_MS).unref();
      transfer.onEnd(() => {
        clearTimeout(timer);
        tickets.delete(digest);
        setTimeout(() => byId.delete(id), KEPT_MS).unref();
      });
      return { id, url: `/transfer/${secret}` };
    },
    get: (id) => byId.get(id) ?? null,
    redeem(secret, kind) {
      const digest = digestOf(secret);
      const ticket = tickets.get(digest);
      const transfer = ticket === undefined ? undefined : byId.get(ticket.id);
      if (ticket === undefined || transfer?.kind !== kind) return null;
      tickets.delete(digest);
      if (now() < ticket.until) return transfer;
      transfer.end('expired');
      return null;
    },
    close() {
      for (const transfer of byId.values()) transfer.end('cancelled');
    },
  };
}
