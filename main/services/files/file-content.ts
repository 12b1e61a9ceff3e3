import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { EngineError } from '../engine/types';
import { FileFault } from '../helpers/file-fault';
import { type Asking, inContainer } from './resolve';
import { archiveRequest } from './stat';
import { TarError } from '../helpers/tar/fields';
import type { TarHeader } from '../helpers/tar/header';
import { createTarReader } from '../helpers/tar/reader';
import { say } from '../../../texts/say';

/** A file on its way out of the engine. */
export interface OpenFile {
  readonly header: TarHeader;
  /** Its content, all of it or an error. Destroying it ends the request. */
  readonly body: Readable;
}

const asError = (error: unknown): unknown =>
  error instanceof TarError
    ? new EngineError(
        'malformed',
        say('What the engine sent is no usable archive: {message}.', { message: error.message }),
      )
    : error;

/** @param path Without a link at its end. Rejects with EngineError or FileFault. */
export async function openFile(asking: Asking, path: string): Promise<OpenFile> {
  const { client, place, signal } = asking;
  const request = archiveRequest(place.containerId, inContainer(place, path), signal);
  const response = await client.stream({ ...request, timeoutMs: null });
  const body = bodyOf(response);
  try {
    const header = await headerIn(response, body);
    if (header.type !== 'file') throw new FileFault('not-a-file', path, header.type);
    return { header, body };
  } catch (error) {
    body.destroy();
    throw asError(error);
  }
}

/** Reads on when it is read; ends the answer with itself. By hand: iterators would cost as much again as all the rest. */
const bodyOf = (response: IncomingMessage): Readable =>
  new Readable({
    highWaterMark: 256 * 1024,
    read: () => void response.resume(),
    destroy: (error, done) => {
      response.destroy();
      done(error);
    },
  });

/** Feeds the first entry's content into `body`, from the answer's first byte on; resolves with its header. */
const headerIn = (response: IncomingMessage, body: Readable): Promise<TarHeader> =>
  new Promise((resolve, reject) => {
    let found = false;
    let ended = false;
    const fail = (error: unknown): void => {
      const reason = asError(error);
      reject(reason instanceof Error ? reason : new Error(String(reason)));
      // Before there is a header nobody listens to the body yet.
      body.destroy(found && reason instanceof Error ? reason : undefined);
    };
    const reader = createTarReader({
      entry(header) {
        if (found) return false;
        found = true;
        resolve(header);
        return true;
      },
      content: (piece) => {
        if (!body.push(piece)) response.pause();
      },
      contentEnd: () => {
        ended = true;
        body.push(null);
      },
    });
    response.on('data', (chunk: Buffer) => {
      try {
        reader.write(chunk);
      } catch (error) {
        fail(error);
      }
    });
    response.once('close', () => {
      if (!ended) fail(new TarError('it ends too early'));
    });
  });

/** The header only. */
export async function headerOf(asking: Asking, path: string): Promise<TarHeader> {
  const { header, body } = await openFile(asking, path);
  body.destroy();
  return header;
}
