import fs from 'node:fs';
import net from 'node:net';

/** A socket before the engine's that counts what the engine sends, up to the socket buffer of whoever reads it. */
export interface CountingProxy {
  readonly url: string;
  /** Bytes handed to the system on their way to the reader, all connections together. */
  readonly passed: () => number;
  close(): Promise<void>;
}

export async function startCountingProxy(engineSocket: string): Promise<CountingProxy> {
  const socket = `${engineSocket}.counted`;
  let passed = 0;
  const open = new Set<net.Socket>();
  const server = net.createServer({ allowHalfOpen: true }, (reader) => {
    const engine = net.connect({ path: engineSocket, allowHalfOpen: true });
    for (const end of [reader, engine]) {
      open.add(end);
      end.on('error', () => undefined);
      end.once('close', () => {
        open.delete(end);
        reader.destroy();
        engine.destroy();
      });
    }
    engine.on('data', (bytes) => {
      const isRoom = reader.write(bytes, () => (passed += bytes.length));
      if (!isRoom) engine.pause();
    });
    reader.on('drain', () => engine.resume());
    engine.once('end', () => reader.end());
    reader.pipe(engine);
  });
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  return {
    url: `unix://${socket}`,
    passed: () => passed,
    close: async () => {
      for (const each of open) each.destroy();
      await new Promise((resolve) => server.close(resolve));
      fs.rmSync(socket, { force: true });
    },
  };
}
