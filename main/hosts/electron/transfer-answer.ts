import { Readable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import type { TransferDesk } from '../../services/shell/transfers';
import { answerTransfer } from '../page/transfers';

/** A browser's stream and node's are the same at run time; their types know nothing of each other. */
const isNodeStream = (stream: unknown): stream is NodeStream<Uint8Array> => stream instanceof ReadableStream;

const bodyOf = ({ body, method }: Request): Readable | null => {
  if (method !== 'PUT') return null;
  return isNodeStream(body) ? Readable.fromWeb(body) : Readable.from([]);
};

/** Bytes through the custom protocol: the same tickets, the same answers as over HTTP. */
export async function transferAnswer(
  desk: TransferDesk,
  request: Request,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  const length = request.headers.get('content-length');
  const { pathname } = new URL(request.url);
  const { method } = request;
  const body = bodyOf(request);
  const answer = await answerTransfer(desk, {
    ...{ method, pathname, body, length: length === null ? null : Number(length) },
  });
  const web = answer.body === null ? null : toWeb(answer.body, request.signal);
  return new Response(web, { status: answer.status, headers: { ...headers, ...answer.headers } });
}

/** Pulled, so that the source waits for the page; cancelled when the page leaves. */
function toWeb(body: Readable, signal: AbortSignal): ReadableStream<Uint8Array> {
  const pieces = (body as AsyncIterable<Uint8Array<ArrayBuffer>>)[Symbol.asyncIterator]();
  signal.addEventListener('abort', () => body.destroy(), { once: true });
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await pieces.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
    cancel: () => void body.destroy(),
  });
}
