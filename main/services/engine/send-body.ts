import type { ClientRequest } from 'node:http';
import { type Readable, Writable, pipeline } from 'node:stream';
import { release } from '../helpers/piece-pool';

/** An engine that does not say "continue" is sent the body all the same, as the RFC asks. */
const CONTINUE_MS = 1_000;

/** Each piece is given back once the system has it. */
const writingTo = (request: ClientRequest): Writable =>
  new Writable({
    highWaterMark: 1,
    write(piece: Buffer, _encoding, done) {
      request.write(piece, (error) => {
        if (!error) release(piece);
        done(error);
      });
    },
    final: (done) => void request.end(done),
    destroy(error, done) {
      if (error !== null) request.destroy(error);
      done(error);
    },
  });

/**
 * Sends a stream, with back-pressure, once the engine says that it wants it (the request must carry `Expect: 100-continue`): an
 * engine that refuses closes the connection on a body it did not read, and its words would be lost. What breaks is the
 * request's error. The stream is destroyed when the request ends before it does.
 */
export function sendBody(request: ClientRequest, body: Readable): void {
  let begun = false;
  const begin = (): void => {
    clearTimeout(timer);
    if (begun || request.destroyed) return;
    begun = true;
    pipeline(body, writingTo(request), () => undefined);
  };
  const timer = setTimeout(begin, CONTINUE_MS);
  request.once('continue', begin);
  // A body that fails while it waits is told by the pipeline then; unheard it would end the process.
  body.on('error', () => undefined);
  request.once('response', () => clearTimeout(timer));
  request.once('close', () => {
    clearTimeout(timer);
    body.destroy();
  });
  request.flushHeaders();
}
