import type { IncomingMessage, Server } from 'node:http';
import { refuse } from './refuse';

/** For the whole body of a request, from its head on. */
const BODY_MS = 10_000;

export interface BodyTime {
  /** This body may take as long as it keeps coming. */
  spare(request: IncomingMessage): void;
}

/** Node's own limit (`requestTimeout`) knows no exceptions. */
export const limitBodyTime = (server: Server): BodyTime => {
  const timers = new WeakMap<IncomingMessage, NodeJS.Timeout>();
  const spare = (request: IncomingMessage): void => clearTimeout(timers.get(request));
  server.on('request', (request, response) => {
    const late = (): void => {
      if (response.headersSent) request.socket.destroy();
      else refuse(response, 408);
    };
    const timer = setTimeout(late, BODY_MS).unref();
    timers.set(request, timer);
    request.once('end', () => clearTimeout(timer));
    request.once('close', () => clearTimeout(timer));
  });
  return { spare };
};
