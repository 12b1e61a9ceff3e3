import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import fs from 'node:fs';

/** Where newer versions are told of, and by whose word. A build that is to update itself has it among its resources. */
export interface Feed {
  /** The file it was read from: electron-updater reads more of it by itself (`publisherName`, `updaterCacheDirName`). */
  readonly file: string;
  /** Of the folder with `latest*.yml`; https. */
  readonly url: string;
  readonly publicKey: KeyObject;
  /** Whose signature a Windows program must bear; false: nobody is named. */
  readonly namesPublisher: boolean;
}

/** Ed25519 in a SubjectPublicKeyInfo (RFC 8410): all but the key itself. */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;

/** `base64`: the 32 bytes of an Ed25519 public key. null: it is none. */
export function publicKeyOf(base64: string): KeyObject | null {
  const raw = Buffer.from(base64, 'base64');
  if (raw.length !== KEY_BYTES) return null;
  return createPublicKey({ key: Buffer.concat([SPKI, raw]), format: 'der', type: 'spki' });
}

/** Whether `signature` (base64) is of exactly this text, by the holder of the key. */
export function isSigned(text: string, signature: string, key: KeyObject): boolean {
  const bytes = Buffer.from(signature.trim(), 'base64');
  return bytes.length === SIGNATURE_BYTES && verify(null, Buffer.from(text, 'utf8'), key, bytes);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** null: this build has none, or none that can be used. */
export function readFeed(file: string): Feed | null {
  try {
    const value: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
    if (!isRecord(value) || typeof value.url !== 'string' || typeof value.publicKey !== 'string') return null;
    const publicKey = publicKeyOf(value.publicKey);
    if (publicKey === null || !URL.canParse(value.url) || new URL(value.url).protocol !== 'https:') return null;
    return { file, url: value.url, publicKey, namesPublisher: value.publisherName !== undefined };
  } catch {
    return null;
  }
}
