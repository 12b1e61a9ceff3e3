import { t } from '../../../lib/i18n';
/** As main takes at most. */
const MOST_BYTES = 700_000;
const LINE = 64;

/** A certificate's file as PEM: many systems save them in binary (DER). Rejects with a sentence. */
export async function readPem(file: File): Promise<string> {
  if (file.size > MOST_BYTES) throw new Error(t('This file is far too large for certificates.'));
  const bytes = new Uint8Array(await file.arrayBuffer());
  const text = new TextDecoder().decode(bytes);
  // A sequence of ASN.1.
  if (bytes[0] !== 0x30 || text.includes('-----BEGIN')) return text;
  const encoded = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  const body = encoded.match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...body, '-----END CERTIFICATE-----', ''].join('\n');
}
