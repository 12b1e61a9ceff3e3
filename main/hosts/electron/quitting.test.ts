import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { type QuittingOptions, createQuitting } from './quitting';

function made(onQuit: 'ask' | 'stop' | 'keep', answer: Awaited<ReturnType<QuittingOptions['ask']>>, on = true) {
  const ended = vi.fn();
  const app = Object.assign(new EventEmitter(), {
    quit: vi.fn(() => {
      const event = { preventDefault: vi.fn() };
      app.emit('before-quit', event);
      if (event.preventDefault.mock.calls.length === 0) ended();
    }),
  });
  const ask = vi.fn(() => Promise.resolve(answer));
  const update = vi.fn(() => Promise.resolve());
  const onStay = vi.fn();
  const settings = { value: () => ({ desktop: { onQuit } }), update, onChange: vi.fn() };
  const desktop = { settings, machineIsOn: () => on, machineUse: () => Promise.resolve({ containers: 2 }) };
  const quitting = createQuitting({ app, desktop, ask, onStay } as never);
  return { quitting, app, ask, update, ended, onStay };
}

test('without the machine it quits at once', () => {
  const { quitting, ended, ask } = made('ask', null, false);
  quitting.quit();
  expect(ended).toHaveBeenCalledOnce();
  expect(ask).not.toHaveBeenCalled();
  expect(quitting.machineEnd()).toBe('usual');
});

test.each([
  ['ask', { end: 'keep', always: false }, 'keep', 0],
  ['ask', { end: 'stop', always: true }, 'stop', 1],
  ['keep', null, 'keep', 0],
  ['stop', null, 'stop', 0],
] as const)('containers run in it, setting %s, answer %o: %s', async (onQuit, answer, end, saves) => {
  const { quitting, ended, update } = made(onQuit, answer);
  quitting.quit();
  quitting.quit();
  expect(ended).not.toHaveBeenCalled();
  await vi.waitFor(() => expect(ended).toHaveBeenCalled());
  expect(quitting.isQuitting()).toBe(true);
  expect(quitting.machineEnd()).toBe(end);
  expect(update).toHaveBeenCalledTimes(saves);
});

test('who says no stays, and may say yes later', async () => {
  const { quitting, ended, ask, onStay } = made('ask', null);
  quitting.quit();
  await vi.waitFor(() => expect(onStay).toHaveBeenCalledOnce());
  expect(quitting.isQuitting()).toBe(false);
  quitting.quit();
  await vi.waitFor(() => expect(ask).toHaveBeenCalledTimes(2));
  expect(ended).not.toHaveBeenCalled();
});

test('the system is not kept waiting by a question', () => {
  const { quitting, ended, ask } = made('ask', null);
  quitting.quitQuietly();
  expect(ended).toHaveBeenCalledOnce();
  expect(ask).not.toHaveBeenCalled();
});
