import type { Readable } from 'node:stream';
import type { TransferTicket } from '../../contract/transfers';

/** What a download gives. `body` has exactly `size` bytes (null: unknown beforehand); it fails rather than end early. */
export interface DownloadContent {
  readonly size: number | null;
  readonly body: Readable;
}

export interface DownloadOffer {
  /** Proposed to the user; any text: it is made safe. */
  readonly filename: string;
  /** Called once, when the page comes for it. `signal` aborts when the transfer is over, however it ended. */
  open(signal: AbortSignal): Promise<DownloadContent>;
}

export interface UploadOffer {
  /** What is sent; any text. Left out: whoever takes it tells of it otherwise. */
  readonly filename?: string;
  /** Bytes that the page said it will send: less or more is a failure. */
  readonly size: number;
  /**
   * Called once, when the page comes with it; resolves when all of it is where it belongs. `body` is read with
   * back-pressure and fails when the page leaves. `signal` aborts when the transfer is over, however it ended.
   */
  receive(body: Readable, signal: AbortSignal): Promise<void>;
}

/**
 * What a service sees of transfers: it hands in where bytes come from or go to, and gets the ticket that its RPC answer
 * carries to the page (`transferTicket` in the contract). The page then asks the host it came from, `transfers.watch` tells the
 * progress, and `transfers.cancel` ends it. What `open`, `receive` or a body fails with is told by the watch, named as calls name
 * errors.
 */
export interface Transfers {
  download(offer: DownloadOffer): TransferTicket;
  upload(offer: UploadOffer): TransferTicket;
}

/** A download that was asked for. Destroying `body` ends it. */
export interface OpenDownload extends DownloadContent {
  readonly filename: string;
}

/** What every host sees of transfers. A secret is the last part of a ticket's url; each is good for one use. */
export interface TransferDesk {
  /** null: no ticket for a download. Else opens it; the promise rejects where it cannot be had. */
  download(secret: string): (() => Promise<OpenDownload>) | null;
  /** null: no ticket for an upload. Else takes the body, said to be `length` bytes; rejects where it cannot be taken. */
  upload(secret: string): ((body: Readable, length: number | null) => Promise<void>) | null;
}

/** What a host sees that knows where the user's files lie. */
export interface FileDesk extends TransferDesk {
  /** As `upload`, with a file of this computer by its path. */
  file(secret: string): ((path: string) => Promise<void>) | null;
}
