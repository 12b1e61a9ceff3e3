import { EventEmitter } from 'node:events';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { onTrusted } from './trusted-ipc';

const main = { frameTreeNodeId: 7, parent: null, detached: false, origin: 'slipway://app' };
const sender = { mainFrame: main };

function listening() {
  const ipc = new EventEmitter();
  const listener = vi.fn();
  onTrusted(ipc as never, 'channel', listener);
  return { ipc, listener };
}

test('the main frame of the page is heard', () => {
  const { ipc, listener } = listening();
  ipc.emit('channel', { sender, senderFrame: main }, 'argument', { __proto__: null });
  expect(listener.mock.calls).toEqual([[{ contents: sender, frame: main }, ['argument', { __proto__: null }]]]);
});

test.each([
  ['a frame that is gone', null],
  ['a detached frame', { ...main, detached: true }],
  ['a frame within', { ...main, parent: main }],
  ['another frame', { ...main, frameTreeNodeId: 8 }],
  ['another site', { ...main, origin: 'https://example.test' }],
  ['no origin', { ...main, origin: 'null' }],
  ['a longer host', { ...main, origin: 'slipway://app.example.test' }],
  ['a port', { ...main, origin: 'slipway://app:1' }],
  ['another host', { ...main, origin: 'slipway://evil' }],
  ['a file', { ...main, origin: 'file://' }],
  ['other letters', { ...main, origin: 'slipway://APP' }],
])('%s is not', (_name, senderFrame) => {
  const { ipc, listener } = listening();
  ipc.emit('channel', { sender, senderFrame });
  expect(listener).not.toHaveBeenCalled();
});

test('no other origin is, whatever it looks like', () => {
  const { ipc, listener } = listening();
  const origins = fc.oneof(
    fc.string(),
    fc.webUrl(),
    fc.string().map((text) => `slipway://app${text}`),
  );
  fc.assert(
    fc.property(origins, (origin) => {
      fc.pre(origin !== 'slipway://app');
      ipc.emit('channel', { sender, senderFrame: { ...main, origin } });
      expect(listener).not.toHaveBeenCalled();
    }),
    { numRuns: 1000 },
  );
});
