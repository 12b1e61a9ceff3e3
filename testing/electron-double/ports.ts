import { EventEmitter } from 'node:events';

/** Where a port has gone when it was handed to a page. */
export interface RemoteEnd {
  deliver(data: unknown): void;
  disconnected(): void;
}

let created = 0;
let ended = 0;
/** `endedPorts`: ports whose listener in main heard that the other end is gone. */
export const portCounts = (): object => ({ channels: created, endedPorts: ended });

/** Electron's MessagePortMain: queues until started, `close` when the other end is gone. */
export class MessagePortMain extends EventEmitter {
  #peer: MessagePortMain | undefined;
  #remote: RemoteEnd | undefined;
  #queue: unknown[] = [];
  #started = false;
  #closed = false;

  static entangle(): [MessagePortMain, MessagePortMain] {
    const [one, two] = [new MessagePortMain(), new MessagePortMain()];
    one.#peer = two;
    two.#peer = one;
    return [one, two];
  }

  postMessage(data: unknown): void {
    if (this.#closed) return;
    const copy: unknown = structuredClone(data);
    setImmediate(() => this.#peer?.receive(copy));
  }

  start(): void {
    this.#started = true;
    for (const data of this.#queue.splice(0)) this.receive(data);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    setImmediate(() => this.#peer?.disconnect());
  }

  /** From the other end. */
  receive(data: unknown): void {
    if (this.#closed) return;
    if (this.#remote !== undefined) this.#remote.deliver(data);
    else if (this.#started) this.emit('message', { data, ports: [] });
    else this.#queue.push(data);
  }

  /** The other end is gone. */
  disconnect(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#remote === undefined) ended += this.emit('close') ? 1 : 0;
    else this.#remote.disconnected();
  }

  /** Hands this end to a page. */
  transfer(remote: RemoteEnd): void {
    this.#remote = remote;
    for (const data of this.#queue.splice(0)) remote.deliver(data);
  }

  /** What the page sent through this end. */
  fromPage(data: unknown): void {
    if (!this.#closed) this.#peer?.receive(data);
  }
}

export class MessageChannelMain {
  readonly port1: MessagePortMain;
  readonly port2: MessagePortMain;

  constructor() {
    created += 1;
    [this.port1, this.port2] = MessagePortMain.entangle();
  }
}
