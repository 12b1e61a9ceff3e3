import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import type { Channel } from '../../rpc/wire/types';
import { servePorts } from './port';

const fakePort = () => Object.assign(new EventEmitter(), { start: vi.fn(), close: vi.fn(), postMessage: vi.fn() });

function serving() {
  const ipc = new EventEmitter();
  const ports: { port1: ReturnType<typeof fakePort>; port2: object }[] = [];
  const channels: Channel[] = [];
  const ended: number[] = [];
  servePorts({
    ipc: ipc as never,
    createChannel: () => {
      ports.push({ port1: fakePort(), port2: {} });
      return ports.at(-1) as never;
    },
    serve: (channel) => {
      const number = channels.push(channel);
      const closed = new Promise<string>((resolve) => channel.onClose(resolve));
      const close = (): void => {
        ended.push(number);
        channel.close('');
      };
      return { close, closed };
    },
  });
  const page = (id: number) => {
    const postMessage = vi.fn();
    const mainFrame = { frameTreeNodeId: id, parent: null, detached: false, origin: 'slipway://app', postMessage };
    const sender = { mainFrame };
    return { postMessage, ask: () => ipc.emit('slipway:request-port', { sender, senderFrame: mainFrame }) };
  };
  return { ports, channels, ended, page };
}

test('a page that asks gets one end, the other is served as a channel', () => {
  const { ports, channels, page } = serving();
  const { ask, postMessage } = page(1);
  ask();
  const [port] = ports;
  expect(postMessage.mock.calls).toEqual([['slipway:port', null, [port?.port2]]]);
  const frames: Uint8Array[] = [];
  channels[0]?.onFrame((frame) => frames.push(frame));
  port?.port1.emit('message', { data: new Uint8Array([1, 2]) });
  channels[0]?.send(new Uint8Array([3]));
  expect(frames).toEqual([new Uint8Array([1, 2])]);
  expect(port?.port1.postMessage.mock.calls).toEqual([[new Uint8Array([3])]]);
});

test('the channel ends with its page', () => {
  const { ports, channels, page } = serving();
  page(1).ask();
  const closed = vi.fn();
  channels[0]?.onClose(closed);
  ports[0]?.port1.emit('close');
  expect(closed).toHaveBeenCalledOnce();
});

test('the oldest of too many ports is closed, another page has its own', async () => {
  const { ports, ended, page } = serving();
  const [one, two] = [page(1), page(2)];
  two.ask();
  for (let count = 0; count < 4; count += 1) one.ask();
  expect(ended).toEqual([]);
  one.ask();
  expect(ended).toEqual([2]);
  ports[2]?.port1.emit('close');
  await new Promise((resolve) => setImmediate(resolve));
  one.ask();
  expect(ended, 'one that had ended made room').toEqual([2]);
});
