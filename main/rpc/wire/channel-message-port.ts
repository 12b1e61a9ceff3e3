import { bytesOf, channelEvents } from './channel-events';
import type { Channel } from './types';

/** What the wire needs of a port: the DOM's MessagePort and node's are such. */
export interface Port {
  postMessage(message: unknown): void;
  addEventListener(type: 'message' | 'messageerror' | 'close', listener: (event: object) => void): void;
  start(): void;
  close(): void;
}

/** Electron's MessagePortMain. */
export interface MainPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

export const portOfMain = (port: MainPort): Port => ({
  postMessage: (message) => port.postMessage(message),
  addEventListener: (type, listener) => {
    if (type === 'message') port.on('message', listener);
    else if (type === 'close') port.on('close', () => listener({}));
  },
  start: () => port.start(),
  close: () => port.close(),
});

const REASON_LIMIT = 500;

/**
 * A binary message is a frame; a string says why the other side closes, since not every runtime tells a port that its
 * other end is closed.
 */
export const messagePortChannel = (port: Port): Channel => {
  const events = channelEvents();
  const post = (message: unknown): void => {
    try {
      port.postMessage(message);
    } catch {
      // A port that cannot post is one whose other side is gone; its close event, or a string, tells so.
    }
  };
  const close = (reason: string): void => {
    if (events.isClosed()) return;
    post(reason.slice(0, REASON_LIMIT));
    port.close();
    events.closed(reason);
  };
  port.addEventListener('message', (event) => {
    const data: unknown = 'data' in event ? event.data : undefined;
    const bytes = bytesOf(data);
    if (bytes !== null) {
      events.frame(bytes);
      return;
    }
    if (typeof data !== 'string') {
      close('A message is not binary.');
      return;
    }
    port.close();
    events.closed(data.slice(0, REASON_LIMIT));
  });
  port.addEventListener('messageerror', () => close('A message could not be read.'));
  port.addEventListener('close', () => events.closed('The port was closed.'));
  port.start();
  return {
    send: (frame) => {
      if (!events.isClosed()) post(frame);
    },
    onFrame: (listener) => events.onFrame(listener),
    onClose: (listener) => events.onClose(listener),
    close,
  };
};
