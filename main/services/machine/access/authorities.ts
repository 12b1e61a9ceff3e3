import { X509Certificate } from 'node:crypto';
import type { Authority } from '../../../contract/engine-access';
import { cut } from '../../engine/loose';
import { say } from '../../../../texts/say';

export interface ReadAuthorities {
  readonly authorities: Authority[];
  /** A sentence; null: there is nothing wrong. */
  readonly problem: string | null;
}

const BLOCK = /-----BEGIN ([A-Z0-9 ]{1,40})-----[\s\S]*?-----END \1-----/g;
const CERTIFICATES = new Set(['CERTIFICATE', 'X509 CERTIFICATE', 'TRUSTED CERTIFICATE']);
const NAME_LIMIT = 300;

const refused = (problem: string): ReadAuthorities => ({ authorities: [], problem });

/** `CN=Example, O=Example Inc`: node has a line for each part. */
const nameOf = (lines: string): string => cut(lines.trim().split('\n').reverse().join(', '), NAME_LIMIT);

/** PEM as node writes it: nothing beside the certificate comes through. Throws what OpenSSL says. */
function readOne(block: string): Authority {
  const certificate = new X509Certificate(block);
  return {
    pem: certificate.toString(),
    subject: nameOf(certificate.subject) || cut(certificate.subjectAltName ?? '', NAME_LIMIT),
    issuer: nameOf(certificate.issuer),
    fingerprint: certificate.fingerprint256,
    validFrom: Date.parse(certificate.validFrom),
    validTo: Date.parse(certificate.validTo),
    isAuthority: certificate.ca,
  };
}

/** The certificates of a text of PEM, each once. Where a part of it cannot be used, nothing of it is. */
export function readAuthorities(text: string): ReadAuthorities {
  const blocks = [...text.matchAll(BLOCK)];
  if (text.includes('PRIVATE KEY-----'))
    return refused(say('There is a private key in it. Only its certificate is needed; a key is for nobody else.'));
  if (blocks.length === 0)
    return refused(say('There is no certificate in it: one begins with -----BEGIN CERTIFICATE-----.'));
  const other = blocks.find(([, kind = '']) => !CERTIFICATES.has(kind))?.[1];
  if (other !== undefined)
    return refused(say('There is something else than a certificate in it: {other}.', { other: other.toLowerCase() }));
  const found = new Map<string, Authority>();
  for (const [at, [block]] of blocks.entries())
    try {
      const one = readOne(block);
      found.set(one.fingerprint, one);
    } catch {
      const which =
        blocks.length === 1 ? 'The certificate' : `Certificate ${String(at + 1)} of ${String(blocks.length)}`;
      return refused(say('{which} is damaged: it cannot be read.', { which }));
    }
  return { authorities: [...found.values()], problem: null };
}
