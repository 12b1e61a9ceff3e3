import type { Socket } from 'node:net';
import { channelEvents } from '../../rpc/wire/channel-events';
import { FRAME_LIMIT } from '../../rpc/wire/limits';
import type { Channel } from '../../rpc/wire/types';

const HEAD = 4;

/** Cuts a stream of bytes into frames, each led by its length (32 bits, the highest byte first). Throws at one that is too long. */
export function frameCutter(onFrame: (frame: Uint8Array) => void): (bytes: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (bytes) => {
    rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    while (rest.length >= HEAD) {
      const length = rest.readUInt32BE(0);
      if (length > FRAME_LIMIT) throw new RangeError('A frame is too long.');
      if (rest.length < HEAD + length) return;
      const frame = rest.subarray(HEAD, HEAD + length);
      rest = rest.subarray(HEAD + length);
      onFrame(new Uint8Array(frame));
    }
  };
}

/** The wire over a Unix socket or a named pipe. `early`: bytes that were read of it already. */
export function socketChannel(socket: Socket, early: Buffer = Buffer.alloc(0)): Channel {
  const events = channelEvents();
  const close = (reason: string): void => {
    if (events.isClosed()) return;
    // Not at once: what was sent last may be an answer.
    socket.end(() => socket.destroy());
    events.closed(reason);
  };
  const cut = frameCutter((frame) => events.frame(frame));
  const take = (bytes: Buffer): void => {
    try {
      cut(bytes);
    } catch (error) {
      close(error instanceof Error ? error.message : String(error));
    }
  };
  socket.on('data', take);
  socket.on('error', () => undefined);
  socket.once('close', () => events.closed('The socket was closed.'));
  if (early.length > 0) take(early);
  return {
    send: (frame) => {
      if (events.isClosed() || socket.destroyed) return;
      const head = Buffer.alloc(HEAD);
      head.writeUInt32BE(frame.length, 0);
      socket.cork();
      socket.write(head);
      socket.write(frame);
      socket.uncork();
    },
    onFrame: (listener) => events.onFrame(listener),
    onClose: (listener) => events.onClose(listener),
    close,
  };
}
