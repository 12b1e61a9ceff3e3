import type { IncomingMessage } from 'node:http';
import type { MessageReader } from './messages';

/** Who stores what is read. */
export interface Brake {
  /** Whether the reader has to wait before it reads on. */
  readonly full: () => boolean;
  /** Resolves when it may. */
  drained(): Promise<void>;
}

/** How a read ended. `complete`: the engine said all; `broken`: the connection was cut; `stopped`: by us. */
export type Ending = 'complete' | 'broken' | 'stopped';

/**
 * Reads the answer into the reader, no faster than the brake allows: an engine that has to wait keeps its log, and loses
 * nothing but what it rotates away. `stop` of the returned pair ends it. Rejects with what the reader throws.
 */
export function drain(response: IncomingMessage, reader: MessageReader, brake: Brake): Promise<Ending> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => {
      reject(error instanceof Error ? error : new Error(String(error)));
      response.destroy();
    };
    const onData = (chunk: Buffer): void => {
      try {
        reader.push(chunk);
      } catch (error) {
        fail(error);
        return;
      }
      if (!brake.full()) return;
      response.pause();
      brake.drained().then(() => response.resume(), fail);
    };
    response.on('data', onData);
    response.once('end', () => {
      reader.end();
      resolve('complete');
    });
    response.once('close', () => {
      response.off('data', onData);
      resolve(response.destroyed && !response.complete ? 'broken' : 'complete');
    });
  });
}
