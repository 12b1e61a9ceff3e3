import type { X509Certificate } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { removeLeftovers, writeDurably } from '../../process/durable-file';
import { isOpen, ownUid, pairText, readPair, type Stored } from './stored';
import { makeAuthority, makeLeaf, type Pair } from './x509';
import { say } from '../../../../texts/say';

export interface CertificateOptions {
  /** The folder of the certificates itself, `<dataDir>/machine/tls`. Made with mode 0700. */
  readonly dir: string;
  /** Addresses of the guest, besides localhost and QEMU's 10.0.2.15. */
  readonly guestIps: readonly string[];
  readonly now: Date;
  readonly log: (line: string) => void;
}

/** All PEM; keys are PKCS #8. */
export interface Certificates {
  readonly caPem: string;
  readonly server: Pair;
  readonly client: Pair;
  /** Any of them was made or replaced. */
  readonly renewed: boolean;
  /** The authority too: a guest that runs with the old one no longer knows us. */
  readonly caRenewed: boolean;
}

/** A sentence for the user. */
export class CertificateError extends Error {
  override readonly name = 'CertificateError';
}

type Role = 'ca' | 'server' | 'client';

const DAY_MS = 86_400_000;
const CA_DAYS = 3650;
const CA_RENEW_DAYS = 365;
const LEAF_DAYS = 90;
const LEAF_RENEW_DAYS = 30;
/** The guest's or the host's clock may be behind by a time zone. */
const BACKDATED_DAYS = 1;
const FOLDER_MODE = 0o700;
/** Three to write, one to read what was written; again when another process wrote at the same moment. */
const PASSES = 8;
const DNS_NAMES = ['localhost'];
const IPS = ['127.0.0.1', '::1', '10.0.2.15'];

const after = (now: Date, days: number): Date => new Date(now.getTime() + days * DAY_MS);

const turns = new Map<string, Promise<unknown>>();

/**
 * The certificates between Slipway and its guest, made or renewed where needed: the authority for 10 years, renewed with
 * one left (and all with it), the others for 90 days, renewed with 30 left. Kept as `ca.pem`, `server.pem`, `client.pem`,
 * each a certificate with its key. Throws CertificateError where the folder cannot be used.
 */
export function ensureCertificates(options: CertificateOptions): Promise<Certificates> {
  const key = path.resolve(options.dir);
  const turn = (turns.get(key) ?? Promise.resolve()).then(() => ensure(options));
  const settled = turn.catch(() => undefined).finally(() => turns.get(key) === settled && turns.delete(key));
  turns.set(key, settled);
  return turn;
}

async function ensure(options: CertificateOptions): Promise<Certificates> {
  const { dir } = options;
  const exposed = await prepareFolder(options).catch((error: unknown) => {
    throw error instanceof CertificateError ? error : unusable(dir, error);
  });
  await removeLeftovers(dir);
  const renewed = new Set<Role>();
  for (let pass = 0; pass < PASSES; pass += 1) {
    const found = await readOrWrite(options, exposed, renewed);
    if (found !== null) return { ...found, renewed: renewed.size > 0, caRenewed: renewed.has('ca') };
  }
  throw new CertificateError(say('Another program keeps changing the certificates in {dir}.', { dir }));
}

const unusable = (dir: string, error: unknown): CertificateError =>
  new CertificateError(
    say("The certificates' folder {dir} cannot be used: {value}.", {
      dir,
      value: error instanceof Error ? error.message : String(error),
    }),
    { cause: error },
  );

/** Whether others could enter it until now. */
async function prepareFolder({ dir, log }: CertificateOptions): Promise<boolean> {
  await fs.mkdir(dir, { recursive: true, mode: FOLDER_MODE });
  // A link could make us close a folder that is not ours to close.
  const stat = await fs.lstat(dir);
  if (!stat.isDirectory())
    throw new CertificateError(say('{dir} is not a folder; it must hold the certificates.', { dir }));
  const uid = ownUid();
  if (uid !== null && stat.uid !== uid)
    throw new CertificateError(
      say('{dir} belongs to another user; give it to yourself: {command}', {
        dir,
        command: `sudo chown -R "$USER" '${dir}'`,
      }),
    );
  if (!isOpen(stat)) return false;
  await fs.chmod(dir, FOLDER_MODE);
  log(`certificates: ${dir} could be entered by others; its mode is now 0700`);
  return true;
}

/** What is good on disk; null when something had to be written. */
async function readOrWrite(options: CertificateOptions, exposed: boolean, renewed: Set<Role>) {
  const { dir, now, log } = options;
  const pairs = new Map<Role, { readonly pair: Pair; readonly x509: X509Certificate }>();
  for (const role of ['ca', 'server', 'client'] as const) {
    const file = path.join(dir, `${role}.pem`);
    const stored = await readPair(file, exposed);
    const issuer = pairs.get('ca');
    const reason = whyNot(stored, (x509) => unfit(role, x509, issuer?.x509 ?? x509, options));
    if (stored.type === 'good' && reason === null) {
      if (stored.mended !== null) log(`certificates: ${file} ${stored.mended}; its mode is now 0600`);
      pairs.set(role, stored);
      continue;
    }
    log(`certificates: ${file} ${reason ?? 'is absent'}; a new one is made`);
    const made = role === 'ca' ? await newAuthority(now) : await newLeaf(role, options, issuer?.pair);
    await writeDurably(file, pairText(made)).catch((error: unknown) => {
      throw unusable(dir, error);
    });
    renewed.add(role);
    // A new authority makes the other two worthless: they are looked at again.
    return null;
  }
  const [ca, server, client] = [pairs.get('ca'), pairs.get('server'), pairs.get('client')];
  if (ca === undefined || server === undefined || client === undefined) return null;
  return { caPem: ca.pair.cert, server: server.pair, client: client.pair };
}

const whyNot = (stored: Stored, check: (x509: X509Certificate) => string | null): string | null => {
  if (stored.type === 'absent') return say('is absent');
  return stored.type === 'unfit' ? stored.reason : check(stored.x509);
};

/** Half a sentence; null: it can be used. */
function unfit(role: Role, x509: X509Certificate, issuer: X509Certificate, options: CertificateOptions): string | null {
  const now = options.now.getTime();
  const renewDays = role === 'ca' ? CA_RENEW_DAYS : LEAF_RENEW_DAYS;
  if (x509.ca !== (role === 'ca')) return say('is of the wrong kind');
  if (!x509.checkIssued(issuer) || !x509.verify(issuer.publicKey)) return say('was signed by another authority');
  if (Date.parse(x509.validFrom) > now) return say('is not yet valid by this clock');
  if (Date.parse(x509.validTo) - now < renewDays * DAY_MS) return say('ends on {validTo}', { validTo: x509.validTo });
  if (role !== 'server') return null;
  const missing = serverIps(options).find((ip) => x509.checkIP(ip) === undefined);
  return missing === undefined ? null : say('does not name {missing}', { missing });
}

const serverIps = ({ guestIps }: CertificateOptions): string[] => [...new Set([...IPS, ...guestIps])];

const newAuthority = (now: Date): Promise<Pair> =>
  makeAuthority({
    name: 'Slipway machine authority',
    notBefore: after(now, -BACKDATED_DAYS),
    notAfter: after(now, CA_DAYS),
  });

function newLeaf(role: 'server' | 'client', options: CertificateOptions, issuer: Pair | undefined): Promise<Pair> {
  if (issuer === undefined)
    throw new CertificateError(say("There is no authority to sign the {role}'s certificate.", { role }));
  return makeLeaf({
    name: `Slipway machine ${role}`,
    notBefore: after(options.now, -BACKDATED_DAYS),
    notAfter: after(options.now, LEAF_DAYS),
    usage: role,
    dnsNames: role === 'server' ? DNS_NAMES : [],
    ips: role === 'server' ? serverIps(options) : [],
    issuer,
  });
}
