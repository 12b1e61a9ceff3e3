import type { SafeStorage as ElectronSafeStorage } from 'electron';
import type { SafeStorage } from '../../services/shell/safe-storage';

type Keychain = Pick<
  ElectronSafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>;

/** On Linux without a keychain Electron encrypts by a password that everybody knows. */
const AS_IN_CLEAR: readonly string[] = ['basic_text', 'unknown'];

/** By Electron's; it can be asked once the app is ready. */
export function safeStorage(keychain: Keychain, platform: NodeJS.Platform, ready: Promise<unknown>): SafeStorage {
  return {
    async isThere() {
      await ready;
      if (platform === 'linux' && AS_IN_CLEAR.includes(keychain.getSelectedStorageBackend())) return false;
      return keychain.isAsyncEncryptionAvailable();
    },
    async seal(text) {
      await ready;
      return keychain.encryptStringAsync(text);
    },
    async open(sealed) {
      await ready;
      const bytes = Buffer.from(sealed);
      const { shouldReEncrypt: reseal, result } = await keychain.decryptStringAsync(bytes);
      // As Electron's documentation wants it.
      return { text: reseal ? (await keychain.decryptStringAsync(bytes)).result : result, reseal };
    },
  };
}
