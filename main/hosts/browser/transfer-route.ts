import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { TransferDesk } from '../../services/shell/transfers';
import { answerTransfer } from '../page/transfers';
import { refuse } from './refuse';

/** A user may pause a download; an engine may take its time over the end of an upload. */
const STALLED_MS = 600_000;

export interface TransferRouteOptions {
  readonly transfers: TransferDesk;
  /** Lifts the limits that hold for strangers off a request that came with a ticket. */
  readonly spare: (request: IncomingMessage) => void;
}

type Route = (path: string, request: IncomingMessage, response: ServerResponse) => Promise<void>;

const lengthOf = ({ headers }: IncomingMessage): number | null =>
  headers['content-length'] === undefined ? null : Number(headers['content-length']);

/** Resolves when all is sent, or the client left. */
export const transferRoute = ({ transfers, spare }: TransferRouteOptions): Route => {
  return async (path, request, response) => {
    /** Only for who has a ticket: the desk is asked for the work first, and the limits go when there is some. */
    const sparing: TransferDesk = {
      download: (secret) => spared(transfers.download(secret)),
      upload: (secret) => spared(transfers.upload(secret)),
    };
    const spared = <T>(work: T | null): T | null => {
      if (work === null) return null;
      spare(request);
      request.socket.setTimeout(STALLED_MS);
      return work;
    };
    const { method = '' } = request;
    const { status, headers, body } = await answerTransfer(sparing, {
      ...{ method, pathname: path, length: lengthOf(request) },
      body: method === 'PUT' ? request : null,
    });
    if (status >= 400) refuse(response, status);
    else if (body === null) response.writeHead(status, headers).end();
    else {
      response.writeHead(status, headers);
      // Whoever fails tells the watch; to the client a broken download is a broken connection.
      await pipeline(body, response).catch(() => response.destroy());
    }
  };
};
