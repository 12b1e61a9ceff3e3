// What both ends of a connection share: the greeting, the frames' form, and the one place where a broken protocol ends it.
import { checkHello, helloFrame, readFrame, Violation, type Frame } from './frame';
import type { Bytes, Channel } from './types';

export interface LinkEvents {
  /** Whatever it throws closes the connection. */
  frame(frame: Frame): void;
  /** The other side greeted us, in our version. */
  opened(): void;
  /** Called once. */
  closed(reason: string): void;
  /** A bug of ours, not a misdeed of the other side. */
  bug(error: unknown): void;
}

export interface Link {
  /** Greets, and from now on hands on what comes. */
  start(): void;
  send(frame: Bytes): void;
  /** Ends the connection for an error thrown while a frame was handled. */
  fail(error: unknown): void;
  close(reason: string): void;
}

export const openLink = (channel: Channel, events: LinkEvents): Link => {
  let greeted = false;
  let over = false;
  const close = (reason: string): void => {
    if (over) return;
    over = true;
    channel.close(reason);
    events.closed(reason);
  };
  const fail = (error: unknown): void => {
    if (error instanceof Violation) {
      close(error.message);
      return;
    }
    events.bug(error);
    close('Internal error of the wire.');
  };
  const receive = (bytes: Uint8Array): void => {
    const frame = readFrame(bytes);
    if (greeted) {
      if (frame.id === 0) throw new Violation('A frame is for no call.');
      events.frame(frame);
      return;
    }
    checkHello(frame);
    greeted = true;
    events.opened();
  };
  const start = (): void => {
    channel.onClose((reason) => {
      if (over) return;
      over = true;
      events.closed(reason);
    });
    channel.send(helloFrame());
    channel.onFrame((bytes) => {
      if (over) return;
      try {
        receive(bytes);
      } catch (error) {
        fail(error);
      }
    });
  };
  return { start, send: (frame) => channel.send(frame), fail, close };
};
