import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

/** A way to an engine that can be cut. */
export interface Cuttable {
  readonly url: string;
  /** Destroys all connections; new ones are let through. */
  cut(): void;
  close(): Promise<void>;
}

/** Passes all bytes between a socket of its own and the engine's. */
export async function cuttable(engineSocket: string): Promise<Cuttable> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-cut-'));
  const socketPath = path.join(dir, 'docker.sock');
  const open = new Set<net.Socket>();
  const cut = (): void => {
    for (const socket of open) socket.destroy();
  };
  const server = net.createServer((client) => {
    const engine = net.connect(engineSocket);
    for (const socket of [client, engine]) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => open.delete(socket));
    }
    client.once('close', () => engine.destroy());
    // What the engine said before it ended still has to arrive.
    engine.once('close', () => client.end());
    client.pipe(engine);
    engine.pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
  return {
    url: `unix://${socketPath}`,
    cut,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      cut();
      await closed;
      fs.rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Cuts the way every 0.2 to 0.8 s until `work` is done; resolves then. */
export async function cutDuring(way: Cuttable, random: () => number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const again = (): void => {
    timer = setTimeout(
      () => {
        way.cut();
        again();
      },
      200 + 600 * random(),
    );
  };
  again();
  await work.finally(() => clearTimeout(timer));
}
