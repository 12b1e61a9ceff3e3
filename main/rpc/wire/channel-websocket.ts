import { bytesOf, channelEvents } from './channel-events';
import type { Bytes, Channel } from './types';

/** What the wire needs of a WebSocket: the DOM's and the one of `ws` are such. */
export interface Socket {
  readonly readyState: number;
  binaryType: string;
  send(frame: Bytes): void;
  close(code: number, reason: string): void;
  addEventListener(type: 'open' | 'message' | 'error' | 'close', listener: (event: object) => void): void;
}

const CONNECTING = 0;
const OPEN = 1;
const CLOSING = 2;
/** First of the codes that are free for applications; pages may not close with most others. */
const CLOSE_CODE = 4000;
/** Bytes a close frame has room for. */
const REASON_LIMIT = 123;

/** Also for a socket that is still connecting: what is sent goes once it is open. */
export const webSocketChannel = (socket: Socket): Channel => {
  const events = channelEvents();
  let early: Bytes[] = [];
  const sendNow = (frame: Bytes): void => {
    try {
      socket.send(frame);
    } catch {
      // A socket that cannot send is closing, and its close event tells so.
    }
  };
  const close = (reason: string): void => {
    if (events.isClosed()) return;
    try {
      socket.close(CLOSE_CODE, fitReason(reason));
    } catch {
      // It was never open, and is not going to be.
    }
    events.closed(reason);
  };
  // A page gets blobs unless it says so; the buffers of `ws` are taken as they are, uncopied.
  if (socket.binaryType === 'blob') socket.binaryType = 'arraybuffer';
  socket.addEventListener('open', () => {
    for (const frame of early) sendNow(frame);
    early = [];
  });
  socket.addEventListener('message', (event) => {
    const bytes = bytesOf('data' in event ? event.data : undefined);
    if (bytes === null) close('A message is not binary.');
    else events.frame(bytes);
  });
  // The close event follows; without a listener `ws` throws.
  socket.addEventListener('error', () => undefined);
  socket.addEventListener('close', (event) => events.closed(closeReason(event)));
  if (socket.readyState >= CLOSING) events.closed('The WebSocket was closed.');
  return {
    send: (frame) => {
      if (events.isClosed()) return;
      if (socket.readyState === OPEN) sendNow(frame);
      else if (socket.readyState === CONNECTING) early.push(frame);
    },
    onFrame: (listener) => events.onFrame(listener),
    onClose: (listener) => events.onClose(listener),
    close,
  };
};

const fitReason = (reason: string): string => {
  const bytes = new TextEncoder().encode(reason);
  return bytes.length <= REASON_LIMIT ? reason : reason.replace(/[^ -~]/g, '?').slice(0, REASON_LIMIT);
};

const closeReason = (event: object): string => {
  const code = 'code' in event && typeof event.code === 'number' ? event.code : 0;
  const reason = 'reason' in event && typeof event.reason === 'string' ? event.reason : '';
  return reason === '' ? `The WebSocket was closed (${code}).` : reason;
};
