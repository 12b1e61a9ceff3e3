import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { UpdateFailure, type Updater } from '../shell/updater';
import { createUpdates } from './updates';

const NEWER = { version: '1.1.0', notes: '', releasedAt: null };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function made(given: Partial<Pick<Updater, 'check' | 'download'>> = {}) {
  const settings = { check: 'daily' as 'daily' | 'never', skip: '' };
  const listeners: (() => void)[] = [];
  const updater = {
    check: vi.fn<Updater['check']>(given.check ?? (() => Promise.resolve(NEWER))),
    download: vi.fn<Updater['download']>(given.download ?? (() => Promise.resolve())),
    installOnQuit: vi.fn(),
    restart: vi.fn(),
  };
  const ended = vi.fn();
  const updates = createUpdates({
    ...{ updater, current: '1.0.0', log: vi.fn(), settings: () => settings },
    onSettings: (listener) => {
      listeners.push(listener);
      return () => undefined;
    },
    saveSkip: async (version) => void (settings.skip = version),
    task: () => ({ progress: vi.fn(), end: ended }),
    ...{ firstCheckMs: 1_000, everyMs: 10_000 },
  });
  const set = (check: 'daily' | 'never'): void => {
    settings.check = check;
    for (const listener of listeners) listener();
  };
  return { updates, updater, set, ended };
}

test('asks a while after the start, then daily; never by the setting, and again when that is taken back', async () => {
  const { updates, updater, set } = made({ check: () => Promise.resolve(null) });
  expect(updater.check).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(21_500);
  expect(updater.check).toHaveBeenCalledTimes(3);
  set('never');
  await vi.advanceTimersByTimeAsync(100_000);
  expect(updater.check).toHaveBeenCalledTimes(3);
  set('daily');
  await vi.advanceTimersByTimeAsync(1_100);
  expect(updater.check).toHaveBeenCalledTimes(4);
  updates.close();
});

test('a version that is skipped is not offered again, but told when asked for', async () => {
  const { updates } = made();
  await vi.advanceTimersByTimeAsync(1_100);
  expect(updates.state()).toMatchObject({ phase: 'available', release: NEWER });
  await updates.skip();
  expect(updates.state()).toMatchObject({ phase: 'idle', release: null });
  await vi.advanceTimersByTimeAsync(20_000);
  expect(updates.state().phase).toBe('idle');
  await updates.check();
  expect(updates.state().phase).toBe('available');
});

test('a network that is away is no news unless asked; a feed that is not ours is', async () => {
  const failures = [new UpdateFailure('unreachable', 'ENOTFOUND'), new UpdateFailure('signature', 'not ours')];
  const { updates, updater } = made({ check: () => Promise.reject(failures[0] ?? new Error('none')) });
  await vi.advanceTimersByTimeAsync(1_100);
  expect(updates.state()).toMatchObject({ phase: 'idle', fault: null, checkedAt: null });
  await updates.check();
  expect(updates.state()).toMatchObject({ phase: 'failed', fault: { during: 'check', kind: 'unreachable' } });
  updater.check.mockImplementation(() => Promise.reject(failures[1] ?? new Error('none')));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(updates.state()).toMatchObject({ phase: 'failed', fault: { kind: 'signature', detail: 'not ours' } });
});

test('what was downloaded is installed at the end, unless the user says otherwise', async () => {
  const { updates, updater, ended } = made();
  updates.download();
  expect(updater.download).not.toHaveBeenCalled();
  await updates.check();
  updates.download();
  updates.download();
  await vi.advanceTimersByTimeAsync(1);
  expect(updater.download).toHaveBeenCalledOnce();
  expect(updates.state()).toMatchObject({ phase: 'ready', onQuit: true });
  expect(updater.installOnQuit).toHaveBeenLastCalledWith(true);
  expect(ended).toHaveBeenCalledWith('done', '');
  updates.installOnQuit(false);
  expect(updater.installOnQuit).toHaveBeenLastCalledWith(false);
  await updates.check();
  expect(updates.state().phase).toBe('ready');
});

test('a download that is cancelled can be begun again; one that failed says why', async () => {
  const { updates, updater, ended } = made({
    download: (_told, signal) =>
      new Promise<void>((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('gone')))),
  });
  await updates.check();
  updates.download();
  updates.cancel();
  await vi.advanceTimersByTimeAsync(1);
  expect(updates.state()).toMatchObject({ phase: 'available', progress: null, fault: null });
  expect(ended).toHaveBeenCalledWith('cancelled', '');
  updater.download.mockImplementation(() => Promise.reject(new UpdateFailure('hash', 'sha512 checksum mismatch')));
  updates.download();
  await vi.advanceTimersByTimeAsync(1);
  expect(updates.state()).toMatchObject({ phase: 'failed', fault: { during: 'download', kind: 'hash' } });
  updates.restart();
  expect(updater.restart).not.toHaveBeenCalled();
});

test('without an updater nothing is asked of anybody', async () => {
  const updates = createUpdates({
    ...{ updater: 'no-feed', current: '1.0.0', log: vi.fn(), saveSkip: vi.fn() },
    ...{ settings: () => ({ check: 'daily', skip: '' }), onSettings: () => () => undefined },
  });
  await updates.check();
  expect(updates.state()).toMatchObject({ phase: 'off', off: 'no-feed' });
});
