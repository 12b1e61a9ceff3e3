/**
 * Seals texts with a key that the system keeps for Slipway alone, in its keychain. A host may have none. All reject with an
 * Error of the system's words, never with the text.
 */
export interface SafeStorage {
  /** False where there is none at the moment, or none that is better than clear text. */
  isThere(): Promise<boolean>;
  seal(text: string): Promise<Uint8Array>;
  /** `reseal`: the system has a newer key by now, and the text should be sealed with it. */
  open(sealed: Uint8Array): Promise<{ readonly text: string; readonly reseal: boolean }>;
}
