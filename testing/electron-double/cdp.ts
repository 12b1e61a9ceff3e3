import type { Readable, Writable } from 'node:stream';

/** The fields of Chromium's events and answers that the double reads; which are set depends on the method. */
export interface CdpParams {
  readonly requestId?: string;
  readonly request?: { readonly url: string; readonly method: string };
  readonly resourceType?: string;
  readonly frameId?: string;
  readonly name?: string;
  readonly payload?: string;
  readonly url?: string;
  readonly sessionId?: string;
  readonly targetId?: string;
  readonly errorText?: string;
  readonly executionContextId?: number;
  readonly context?: {
    readonly id: number;
    readonly name: string;
    readonly origin: string;
    readonly auxData: { readonly frameId: string };
  };
  readonly targetInfo?: { readonly targetId: string; readonly type: string; readonly openerId?: string };
  readonly frameTree?: { readonly frame: { readonly id: string } };
  readonly result?: { readonly value?: unknown };
  readonly exceptionDetails?: { readonly text: string; readonly exception?: { readonly description?: string } };
}

interface CdpEvent {
  readonly method: string;
  readonly params: CdpParams;
  readonly sessionId?: string;
}

interface CdpMessage extends Partial<CdpEvent> {
  readonly id?: number;
  readonly result?: CdpParams;
  readonly error?: { readonly message: string };
}

export interface Cdp {
  send(method: string, params?: object, sessionId?: string): Promise<CdpParams>;
  /** `sessionId` undefined: the browser's own events. Returns how to stop listening. */
  listen(sessionId: string | undefined, listener: (event: CdpEvent) => void): () => void;
}

/** Chromium's `--remote-debugging-pipe`: JSON messages, each closed by a NUL. */
export function connectCdp(output: Writable, input: Readable): Cdp {
  const waiting = new Map<number, { resolve: (value: CdpParams) => void; reject: (error: Error) => void }>();
  const listeners = new Set<(event: CdpEvent) => void>();
  let lastId = 0;
  let gone = false;

  const receive = (message: CdpMessage): void => {
    if (message.id === undefined) {
      const { method, params, sessionId } = message;
      if (method === undefined) return;
      const event = { method, params: params ?? {}, ...(sessionId === undefined ? {} : { sessionId }) };
      for (const listener of [...listeners]) listener(event);
      return;
    }
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error === undefined) call?.resolve(message.result ?? {});
    else call?.reject(new Error(message.error.message));
  };

  let chunks: Buffer[] = [];
  input.on('data', (data: Buffer) => {
    let rest = data;
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      const text = Buffer.concat([...chunks, rest.subarray(0, end)]).toString();
      chunks = [];
      rest = rest.subarray(end + 1);
      receive(JSON.parse(text) as CdpMessage);
    }
    if (rest.length > 0) chunks.push(rest);
  });
  input.on('close', () => {
    gone = true;
    for (const call of waiting.values()) call.reject(new Error('Chromium is gone'));
    waiting.clear();
  });
  output.on('error', () => undefined);

  return {
    send: (method, params = {}, sessionId) =>
      new Promise((resolve, reject) => {
        if (gone) {
          reject(new Error('Chromium is gone'));
          return;
        }
        const id = ++lastId;
        waiting.set(id, {
          resolve,
          reject: (error) => reject(new Error(`${method}: ${error.message}`)),
        });
        output.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
      }),
    listen: (sessionId, listener) => {
      const filtered = (event: CdpEvent): void => {
        if (event.sessionId === sessionId) listener(event);
      };
      listeners.add(filtered);
      return () => listeners.delete(filtered);
    },
  };
}
