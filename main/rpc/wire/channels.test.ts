import { once, EventEmitter } from 'node:events';
import type { AddressInfo } from 'node:net';
import { MessageChannel } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { messagePortChannel, portOfMain } from './channel-message-port';
import { webSocketChannel } from './channel-websocket';
import { FRAME_LIMIT } from './limits';
import type { Channel } from './types';

type Pair = readonly [Channel, Channel];
const reasonOf = (channel: Channel): Promise<string> => new Promise((resolve) => channel.onClose(resolve));
const bytes = (...values: readonly number[]) => new Uint8Array(values);

let sockets: WebSocketServer;
beforeAll(async () => {
  sockets = new WebSocketServer({ host: '127.0.0.1', port: 0, maxPayload: FRAME_LIMIT });
  await once(sockets, 'listening');
});
afterAll(() => {
  sockets.close();
});

const url = (): string => `ws://127.0.0.1:${(sockets.address() as AddressInfo).port}`;
const socketPair = async (): Promise<readonly [WebSocket, WebSocket]> => {
  const accepted = once(sockets, 'connection') as Promise<[WebSocket]>;
  const client = new WebSocket(url());
  const [[server]] = await Promise.all([accepted, once(client, 'open')]);
  return [server, client];
};

const ports = async (): Promise<Pair> => {
  const { port1, port2 } = new MessageChannel();
  return [messagePortChannel(port1), messagePortChannel(port2)];
};
const webSockets = async (): Promise<Pair> => {
  const [server, client] = await socketPair();
  return [webSocketChannel(server), webSocketChannel(client)];
};

describe.each([
  ['MessagePort', ports],
  ['WebSocket', webSockets],
])('a channel over a %s', (_, open) => {
  test('carries frames in order as plain bytes, and keeps those that come before the listener', async () => {
    const [one, two] = await open();
    for (let i = 0; i < 100; i++) one.send(bytes(i, 1));
    const echo: Uint8Array[] = [];
    one.onFrame((frame) => echo.push(frame));
    const frames: Uint8Array[] = [];
    two.send(bytes(7));
    await vi.waitFor(() => expect(echo).toHaveLength(1));
    two.onFrame((frame) => frames.push(frame));
    await vi.waitFor(() => expect(frames).toHaveLength(100));
    expect(frames.map(([first]) => first)).toEqual(Array.from({ length: 100 }, (__, i) => i));
    expect(frames.every((frame) => Object.getPrototypeOf(frame) === Uint8Array.prototype)).toBe(true);
    one.close('Done.');
  });

  test('tells both sides why it closed, after the frames before it, once, and late askers too', async () => {
    const [one, two] = await open();
    const frames: Uint8Array[] = [];
    two.onFrame((frame) => frames.push(frame));
    const told = vi.fn();
    one.onClose(told);
    one.send(bytes(1));
    one.close('Schluß.');
    one.close('Again.');
    one.send(bytes(2));
    expect(told.mock.calls).toEqual([['Schluß.']]);
    expect(await reasonOf(two)).toBe('Schluß.');
    expect(frames).toEqual([bytes(1)]);
    expect(await reasonOf(one)).toBe('Schluß.');
    two.send(bytes(3));
    two.close('Late.');
    expect(await reasonOf(two)).toBe('Schluß.');
  });

  test('closes for a reason of any length', async () => {
    const [one, two] = await open();
    one.close('é'.repeat(5_000));
    expect(await reasonOf(two)).toMatch(/^[é?]{100,500}$/);
  });
});

describe('over a MessagePort', () => {
  test('an end without a word is noticed', async () => {
    const { port1, port2 } = new MessageChannel();
    const channel = messagePortChannel(port1);
    port2.close();
    expect(await reasonOf(channel)).toBe('The port was closed.');
  });

  test.each([[null], [1], [{ length: 1 }], [[1, 2]]])('%j is not a frame', async (message) => {
    const { port1, port2 } = new MessageChannel();
    const channel = messagePortChannel(port1);
    const other = messagePortChannel(port2);
    port2.postMessage(message);
    expect(await reasonOf(channel)).toBe('A message is not binary.');
    expect(await reasonOf(other)).toBe('A message is not binary.');
  });

  test("Electron's port of the main process is one too", async () => {
    const { port1, port2 } = new MessageChannel();
    const emitter = new EventEmitter();
    const main = {
      on: (event: 'message' | 'close', listener: (event: { readonly data: unknown }) => void) =>
        emitter.on(event, listener),
      start: () => {
        port1.on('message', (data: unknown) => emitter.emit('message', { data }));
        port1.on('close', () => emitter.emit('close'));
      },
      postMessage: (message: unknown) => port1.postMessage(message),
      close: () => port1.close(),
    };
    const [one, two] = [messagePortChannel(portOfMain(main)), messagePortChannel(port2)];
    one.onFrame((frame) => one.send(bytes(...frame, 9)));
    const frames: Uint8Array[] = [];
    two.onFrame((frame) => frames.push(frame));
    two.send(bytes(1));
    await vi.waitFor(() => expect(frames).toEqual([bytes(1, 9)]));
    port2.close();
    expect(await reasonOf(one)).toBe('The port was closed.');
  });
});

describe('over a WebSocket', () => {
  test('text is not a frame', async () => {
    const [server, client] = await socketPair();
    const channel = webSocketChannel(server);
    client.send('text');
    expect(await reasonOf(channel)).toBe('A message is not binary.');
    const [code, reason] = (await once(client, 'close')) as [number, Buffer];
    expect([code, reason.toString()]).toEqual([4000, 'A message is not binary.']);
  });

  test("a frame over the host's limit ends it", async () => {
    const [server, client] = await socketPair();
    const [one, two] = [webSocketChannel(server), webSocketChannel(client)];
    two.send(new Uint8Array(FRAME_LIMIT + 1));
    expect(await reasonOf(one)).toMatch(/1006|1009/);
    expect(await reasonOf(two)).toMatch(/1006|1009/);
  });

  test('what is sent early goes once it is open', async () => {
    const accepted = once(sockets, 'connection') as Promise<[WebSocket]>;
    const early = webSocketChannel(new WebSocket(url()));
    early.send(bytes(1));
    early.send(bytes(2));
    const [server] = await accepted;
    const frames: Uint8Array[] = [];
    webSocketChannel(server).onFrame((frame) => frames.push(frame));
    await vi.waitFor(() => expect(frames).toEqual([bytes(1), bytes(2)]));
    early.close('Done.');
  });

  test('one that never opens is closed, and closing it early is no error', async () => {
    const gone = webSocketChannel(new WebSocket('ws://127.0.0.1:1'));
    expect(await reasonOf(gone)).toMatch(/1006/);
    const early = webSocketChannel(new WebSocket('ws://127.0.0.1:1'));
    early.close('Never mind.');
    expect(await reasonOf(early)).toBe('Never mind.');
  });

  test('one that is closed already says so', async () => {
    const [server, client] = await socketPair();
    client.close();
    await once(server, 'close');
    expect(await reasonOf(webSocketChannel(server))).toBe('The WebSocket was closed.');
  });
});
