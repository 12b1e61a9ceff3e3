import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { Stats } from 'node:fs';
import fs from 'node:fs/promises';
import type { Pair } from './x509';
import { codeOf } from '../../process/error-code';
import { say } from '../../../../texts/say';

/** What a pair's file is. `unfit` ones are replaced; `reason` is half a sentence. */
export type Stored =
  | { readonly type: 'absent' }
  | { readonly type: 'unfit'; readonly reason: string }
  | { readonly type: 'good'; readonly pair: Pair; readonly x509: X509Certificate; readonly mended: string | null };

const OTHERS = 0o077;
const OWNER_ONLY = 0o600;
const SIZE_LIMIT = 65_536;
const PAIR =
  /^(-----BEGIN CERTIFICATE-----\n[^-]+-----END CERTIFICATE-----\n)(-----BEGIN PRIVATE KEY-----\n[^-]+-----END PRIVATE KEY-----\n)$/;

/** Windows knows neither owner nor mode: there the folder's inherited rights count. */
export const ownUid = (): number | null => process.getuid?.() ?? null;

export const isOpen = (stat: Stats): boolean => ownUid() !== null && (stat.mode & OTHERS) !== 0;

export const pairText = ({ cert, key }: Pair): string => `${cert}${key}`;

/**
 * Reads one pair. Never rejects for what the file is.
 * @param exposed Whether others could enter the folder: then a key they may read counts as known.
 */
export async function readPair(file: string, exposed: boolean): Promise<Stored> {
  try {
    const stat = await fs.lstat(file);
    const reason = refusal(stat, exposed);
    if (reason !== null) return { type: 'unfit', reason };
    const open = isOpen(stat);
    if (open) await fs.chmod(file, OWNER_ONLY);
    const parsed = parsePair(await fs.readFile(file, 'utf8'));
    const mended = open ? say('could be read by others by its mode') : null;
    return parsed === null ? { type: 'unfit', reason: say('is damaged') } : { type: 'good', ...parsed, mended };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { type: 'absent' };
    return {
      type: 'unfit',
      reason: say('cannot be read ({value})', { value: error instanceof Error ? error.message : String(error) }),
    };
  }
}

function refusal(stat: Stats, exposed: boolean): string | null {
  if (!stat.isFile()) return say('is not a file');
  if (stat.size > SIZE_LIMIT) return say('is damaged');
  const uid = ownUid();
  if (uid !== null && stat.uid !== uid) return say('belongs to another user ({uid})', { uid: stat.uid });
  return exposed && isOpen(stat) ? say('could be read by others') : null;
}

function parsePair(text: string): { readonly pair: Pair; readonly x509: X509Certificate } | null {
  const [, cert = '', key = ''] = PAIR.exec(text) ?? [];
  try {
    const x509 = new X509Certificate(cert);
    return x509.checkPrivateKey(createPrivateKey(key)) ? { pair: { cert, key }, x509 } : null;
  } catch {
    return null;
  }
}
