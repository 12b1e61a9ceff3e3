import type { IncomingMessage } from 'node:http';
import { text } from '../../engine/loose';
import { readSaid } from '../../engine/said';
import { EngineError } from '../../engine/types';
import { ImageFault } from '../fault';

/** What an engine says while it works. */
export interface Said {
  readonly id: string;
  readonly status: string;
  /** Of a load: lines for a terminal. */
  readonly stream: string;
}

/**
 * The answer to its end. Rejects with ImageFault `engine-failed` for what went wrong in the engine, and with EngineError where it
 * breaks off.
 */
export async function readAnswer(answer: IncomingMessage, file: string, tell: (said: Said) => void): Promise<void> {
  const failure = await readSaid(answer, ({ id, status, stream }) =>
    tell({ id: text(id), status: text(status), stream: text(stream) }),
  ).catch((error: unknown) => {
    throw new EngineError('unreachable', error instanceof Error ? error.message : String(error));
  });
  if (failure !== '') throw new ImageFault('engine-failed', file, failure);
}
