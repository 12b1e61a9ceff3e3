import type { Channel } from './types';

export interface ChannelEvents extends Pick<Channel, 'onFrame' | 'onClose'> {
  frame(bytes: Uint8Array): void;
  /** Only the first counts. */
  closed(reason: string): void;
  isClosed(): boolean;
}

/** What every channel does alike: keeps frames for a listener to come, and tells of the close once. */
export const channelEvents = (): ChannelEvents => {
  let frames: Uint8Array[] = [];
  let onFrame: ((frame: Uint8Array) => void) | null = null;
  let onClose: ((reason: string) => void) | null = null;
  let reason: string | null = null;
  return {
    frame: (bytes) => {
      if (reason !== null) return;
      if (onFrame === null) frames.push(bytes);
      else onFrame(bytes);
    },
    closed: (why) => {
      if (reason !== null) return;
      reason = why;
      onClose?.(why);
    },
    isClosed: () => reason !== null,
    onFrame: (listener) => {
      onFrame = listener;
      const early = frames;
      frames = [];
      for (const frame of early) listener(frame);
    },
    onClose: (listener) => {
      onClose = listener;
      if (reason !== null) listener(reason);
    },
  };
};

/** The bytes of a message as a plain Uint8Array without copying; null when it is not binary. Knows arrays of other realms too. */
export const bytesOf = (data: unknown): Uint8Array | null => {
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return isArrayBuffer(data) ? new Uint8Array(data) : null;
};

const isArrayBuffer = (data: unknown): data is ArrayBuffer =>
  Object.prototype.toString.call(data) === '[object ArrayBuffer]';
