import { Duplex } from 'node:stream';
import type net from 'node:net';

function writeBytes(socket: net.Socket, chunk: Buffer, at: number, done: (error?: Error | null) => void): void {
  if (at >= chunk.length) {
    done();
    return;
  }
  socket.write(chunk.subarray(at, at + 1), (error) => {
    if (error) done(error);
    else writeBytes(socket, chunk, at + 1, done);
  });
}

/**
 * The same stream, but each byte goes out by itself, in a TLS record of its own. QEMU's monitor takes one byte at a time,
 * and its TLS does not tell that more of the record is waiting: whatever shares a record with another byte is never seen.
 */
export function trickling(socket: net.Socket): Duplex {
  const duplex = new Duplex({
    read: () => void socket.resume(),
    write: (chunk: Buffer, _encoding, done) => writeBytes(socket, chunk, 0, done),
    final: (done) => void socket.end(done),
    destroy: (error, done) => {
      socket.destroy();
      done(error);
    },
  });
  socket.on('data', (chunk: Buffer) => {
    if (!duplex.push(chunk)) socket.pause();
  });
  socket.on('end', () => duplex.push(null));
  socket.on('error', (error) => duplex.destroy(error));
  socket.on('close', () => duplex.destroy());
  return duplex;
}
