import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Of a keychain that forgets it when the app ends. */
const key = randomBytes(32);

/** Electron's `safeStorage`, of a desktop with a keychain. */
export const safeStorage = {
  isAsyncEncryptionAvailable: async () => true,
  getSelectedStorageBackend: () => 'gnome_libsecret' as const,
  encryptStringAsync: async (text: string): Promise<Buffer> => {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key, iv);
    return Buffer.concat([iv, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
  },
  decryptStringAsync: async (sealed: Buffer) => {
    const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV_BYTES));
    cipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    const result = Buffer.concat([cipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES)), cipher.final()]).toString();
    return { shouldReEncrypt: false, result };
  },
};
