import * as v from 'valibot';
import { stream, unary } from './procedure';

/**
 * Bulk bytes do not travel as messages: a call answers with a ticket, and the page asks for its `url` on its own origin, once
 * and soon (GET for a download, PUT with the file as `application/octet-stream` for an upload). `id` is for the watch below and no
 * secret; the url is.
 */
export const transferTicket = v.object({ id: v.string(), url: v.string() });
export type TransferTicket = v.InferOutput<typeof transferTicket>;

export const transferState = v.picklist(['waiting', 'running', 'done', 'failed', 'cancelled', 'expired']);

export const transferProgress = v.object({
  /** `expired`: nobody came with the ticket in time, or there is no such transfer any more. */
  state: transferState,
  /** Of the content, as they passed through Slipway. */
  bytes: v.number(),
  /** null where it is not known beforehand. */
  total: v.nullable(v.number()),
  /** Of a failed one: an error as calls throw it. */
  failure: v.nullable(v.object({ code: v.string(), message: v.string(), data: v.unknown() })),
});
export type TransferProgress = v.InferOutput<typeof transferProgress>;

const byId = v.object({ id: v.string() });

export const transfers = {
  /** The progress as it is, then as it changes (a few times a second); ends with the transfer. */
  watch: stream(byId, transferProgress, {}),
  /**
   * Sends a file that the user opened from outside (`host.openedFiles`), read where it lies, by the `url` of an upload's ticket. Resolves when
   * it has begun; what becomes of it is told by the watch. Files that were not opened so cannot be sent.
   */
  sendOpened: unary(v.object({ file: v.string(), url: v.string() }), v.void(), {}),
  /** Ends it, wherever it stands; without effect where it is over. */
  cancel: unary(byId, v.void(), {}),
} as const;
