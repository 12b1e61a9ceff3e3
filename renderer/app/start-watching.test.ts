// @vitest-environment jsdom
import { expect, test, vi } from 'vitest';
import { startWatching } from './start-watching';

const page = vi.hoisted(() => ({
  call: vi.fn<(path: string, input: unknown) => Promise<void>>().mockRejectedValue(new Error('lost')),
  state: 'connecting',
  changed: (): void => undefined,
  connect: vi.fn(),
}));
vi.mock('../rpc/client', () => ({ rpc: { call: page.call } }));
vi.mock('../rpc/use-stream', () => ({ watch: () => () => undefined }));
vi.mock('../rpc/connect', () => ({
  connect: page.connect,
  connection: {
    get: () => page.state,
    subscribe: (listener: () => void) => (page.changed = listener),
  },
}));

const told = (): readonly unknown[] => page.call.mock.calls.map(([path, input]) => [path, input]);
const enter = (state: string): void => {
  page.state = state;
  page.changed();
};

test('main knows whether the page can be seen, on each new connection and each change', () => {
  startWatching();
  expect(page.connect).toHaveBeenCalledOnce();
  enter('open');
  enter('lost');
  expect(told()).toEqual([['host.visibility', { visible: true }]]);
  Object.defineProperty(document, 'hidden', { configurable: true, value: true });
  document.dispatchEvent(new Event('visibilitychange'));
  enter('open');
  expect(told().slice(1)).toEqual([
    ['host.visibility', { visible: false }],
    ['host.visibility', { visible: false }],
  ]);
});
