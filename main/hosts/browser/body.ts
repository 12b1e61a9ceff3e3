import type { IncomingMessage } from 'node:http';

/** A body that cannot be taken; `status` is the answer. */
export class BodyError extends Error {
  override readonly name = 'BodyError';
  constructor(readonly status: 400 | 413) {
    super(`body: ${status}`);
  }
}

const collect = (request: IncomingMessage, limit: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    // Not read at all when it says that it is too long.
    let bytes = Number(request.headers['content-length'] ?? 0) > limit ? Infinity : 0;
    const take = (chunk: Buffer): void => {
      bytes += chunk.length;
      if (bytes <= limit) chunks.push(chunk);
      else {
        request.off('data', take).pause();
        reject(new BodyError(413));
      }
    };
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', reject);
    if (bytes > limit) reject(new BodyError(413));
    else request.on('data', take);
  });

/** The JSON of a request's body of at most `limit` bytes. Rejects with `BodyError`, or with what broke the connection. */
export const readJson = async (request: IncomingMessage, limit: number): Promise<unknown> => {
  const bytes = await collect(request, limit);
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch {
    throw new BodyError(400);
  }
};
