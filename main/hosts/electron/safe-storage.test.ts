import { expect, test } from 'vitest';
import { safeStorage } from './safe-storage';

function keychain(backend: 'basic_text' | 'gnome_libsecret' | 'unknown', available = true, rotated = false) {
  let asked = 0;
  return {
    isAsyncEncryptionAvailable: () => Promise.resolve(available),
    getSelectedStorageBackend: () => backend,
    encryptStringAsync: (text: string) => Promise.resolve(Buffer.from(text).reverse()),
    decryptStringAsync: (sealed: Buffer) => {
      asked += 1;
      return Promise.resolve({
        result: Buffer.from(sealed).reverse().toString(),
        shouldReEncrypt: rotated && asked === 1,
      });
    },
  };
}

test.each([
  ['linux', 'gnome_libsecret', true, true],
  ['linux', 'gnome_libsecret', false, false],
  ['linux', 'basic_text', true, false],
  ['linux', 'unknown', true, false],
  ['darwin', 'unknown', true, true],
  ['win32', 'unknown', false, false],
] as const)('on %s with %s, available %s: %s', async (platform, backend, available, there) => {
  expect(await safeStorage(keychain(backend, available), platform, Promise.resolve()).isThere()).toBe(there);
});

test('what was sealed is opened, and a newer key is told', async () => {
  const storage = safeStorage(keychain('gnome_libsecret'), 'linux', Promise.resolve());
  expect(await storage.open(await storage.seal('secret'))).toEqual({ text: 'secret', reseal: false });
  const rotated = safeStorage(keychain('gnome_libsecret', true, true), 'linux', Promise.resolve());
  expect(await rotated.open(await rotated.seal('secret'))).toEqual({ text: 'secret', reseal: true });
});

test('it waits for the app to be ready', async () => {
  let isReady = (): void => undefined;
  const ready = new Promise<void>((resolve) => (isReady = resolve));
  let sealed = false;
  const sealing = safeStorage(keychain('gnome_libsecret'), 'linux', ready)
    .seal('x')
    .then(() => (sealed = true));
  await Promise.resolve();
  expect(sealed).toBe(false);
  isReady();
  await sealing;
  expect(sealed).toBe(true);
});
