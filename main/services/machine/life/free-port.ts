import net from 'node:net';
import { say } from '../../../../texts/say';

const LOOPBACK = '127.0.0.1';

const listenOn = (port: number): Promise<number | null> =>
  new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(null));
    server.listen(port, LOOPBACK, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : null));
    });
  });

/** A loopback port that nobody listens on: `preferred` when it is free. */
export async function freePort(preferred: number | null): Promise<number> {
  const port = (preferred === null ? null : await listenOn(preferred)) ?? (await listenOn(0));
  if (port === null) throw new Error(say('no loopback port is free'));
  return port;
}
