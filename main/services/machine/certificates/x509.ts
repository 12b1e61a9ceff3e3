import { randomBytes, webcrypto } from 'node:crypto';

/** A certificate and its private key (PKCS #8), PEM. */
export interface Pair {
  readonly cert: string;
  readonly key: string;
}

interface Request {
  /** Common name. */
  readonly name: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

export interface LeafRequest extends Request {
  readonly usage: 'server' | 'client';
  readonly dnsNames: readonly string[];
  readonly ips: readonly string[];
  readonly issuer: Pair;
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const SERIAL_BYTES = 16;
const KEY_TYPE = 'PRIVATE KEY';
const BASE64_LINE = /.{1,64}/g;

/** Some 100 ms: only who makes a certificate pays for it. The library wants the metadata calls on `Reflect`. */
async function library() {
  await import('reflect-metadata');
  return import('@peculiar/x509');
}

const newKeys = () => webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);

/** Positive, and without a leading zero byte, which DER forbids. */
const serialNumber = (): string => {
  const bytes = randomBytes(SERIAL_BYTES);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString('hex');
};

async function keyPem(key: webcrypto.CryptoKey): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key));
  const lines = der.toString('base64').match(BASE64_LINE) ?? [];
  return `${[`-----BEGIN ${KEY_TYPE}-----`, ...lines, `-----END ${KEY_TYPE}-----`].join('\n')}\n`;
}

const keyOf = (pem: string): Promise<webcrypto.CryptoKey> => {
  const der = Buffer.from(pem.replace(/-----[^-]+-----/g, ''), 'base64');
  return webcrypto.subtle.importKey('pkcs8', der, ALGORITHM, false, ['sign']);
};

/** A certificate authority that signs leaves only. */
export async function makeAuthority({ name, notBefore, notAfter }: Request): Promise<Pair> {
  const x509 = await library();
  const keys = await newKeys();
  const cert = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: [{ CN: [name] }],
    notBefore,
    notAfter,
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { cert: `${cert.toString('pem')}\n`, key: await keyPem(keys.privateKey) };
}

export async function makeLeaf({
  name,
  notBefore,
  notAfter,
  usage,
  dnsNames,
  ips,
  issuer,
}: LeafRequest): Promise<Pair> {
  const x509 = await library();
  const keys = await newKeys();
  const authority = new x509.X509Certificate(issuer.cert);
  const names = [
    ...dnsNames.map((value) => ({ type: 'dns' as const, value })),
    ...ips.map((value) => ({ type: 'ip' as const, value })),
  ];
  const { serverAuth, clientAuth } = x509.ExtendedKeyUsage;
  const cert = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: [{ CN: [name] }],
    issuer: authority.subjectName,
    notBefore,
    notAfter,
    signingAlgorithm: ALGORITHM,
    publicKey: keys.publicKey,
    signingKey: await keyOf(issuer.key),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([usage === 'server' ? serverAuth : clientAuth]),
      ...(names.length === 0 ? [] : [new x509.SubjectAlternativeNameExtension(names)]),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(authority),
    ],
  });
  return { cert: `${cert.toString('pem')}\n`, key: await keyPem(keys.privateKey) };
}
