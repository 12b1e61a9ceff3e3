// Bulk bytes between a page and the main process, the same for both hosts.
//
// A service offers a download or takes an upload (`Transfers` in main/services/shell/transfers.ts) and answers an RPC call with
// the ticket. The page GETs or PUTs the ticket's url, `/transfer/<secret>`, on its own origin: a secret is good for one request
// of its kind, for half a minute. A host makes a `TransferCall` of such a request, after its own gate, and answers with the
// `TransferReply`: its `body` is piped with back-pressure, and destroyed when the client leaves. What failed is told by
// `transfers.watch`; the status says only that something did.
import type { Readable } from 'node:stream';
import { secretOf } from '../../services/shell/transfer-url';
import type { TransferDesk } from '../../services/shell/transfers';
import { attachment } from './attachment';

export interface TransferCall {
  readonly method: string;
  /** Compared as it stands, nothing decoded. */
  readonly pathname: string;
  /** Of a PUT; null where it has none. */
  readonly body: Readable | null;
  /** Content-Length; null where it does not say. */
  readonly length: number | null;
}

export interface TransferReply {
  readonly status: number;
  /** Beside the security headers, which are the host's. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readable | null;
}

const NO_STORE = { 'Cache-Control': 'no-store' } as const;
const reply = (status: number): TransferReply => ({ status, headers: NO_STORE, body: null });

/** Resolves when the answer can begin. Never rejects. */
export async function answerTransfer(desk: TransferDesk, call: TransferCall): Promise<TransferReply> {
  const secret = secretOf(call.pathname);
  if (secret === null) return reply(404);
  if (call.method === 'GET') return download(desk, secret);
  return call.method === 'PUT' && call.body !== null ? upload(desk, secret, call) : reply(405);
}

async function download(desk: TransferDesk, secret: string): Promise<TransferReply> {
  const open = desk.download(secret);
  if (open === null) return reply(404);
  try {
    const { filename, size, body } = await open();
    const headers = {
      ...NO_STORE,
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': attachment(filename),
      ...(size !== null && { 'Content-Length': String(size) }),
    };
    return { status: 200, headers, body };
  } catch {
    return reply(502);
  }
}

async function upload(desk: TransferDesk, secret: string, { body, length }: TransferCall): Promise<TransferReply> {
  const take = desk.upload(secret);
  if (take === null || body === null) return reply(404);
  try {
    await take(body, length);
    return reply(204);
  } catch {
    return reply(502);
  }
}
