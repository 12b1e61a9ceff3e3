import { randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import tar from 'tar-stream';
import type { Share } from '../driver';

/** What the guest reads at its start, all of it. */
export interface GuestConfig {
  readonly hostname: string;
  /** The guest keeps containers away from it. */
  readonly engineHostPort: number;
  readonly clockMs: number;
  readonly tls: { readonly ca: string; readonly cert: string; readonly key: string };
  /** In the order of their 9p tags `share0`, `share1` ... */
  readonly shares: readonly Share[];
  /** Further settings of dockerd, if any. */
  readonly daemon: object | null;
}

const OWNER_ONLY = 0o600;
/** The guest's shell reads the values unquoted. */
const PLAIN = /^[A-Za-z0-9._:/@,+-]*$/;

/** The tag by which the guest mounts the n-th share. */
export const shareTag = (index: number): string => `share${String(index)}`;

function configLines({ hostname, engineHostPort, clockMs }: GuestConfig): string {
  const values = { HOSTNAME: hostname, ENGINE_HOST_PORT: String(engineHostPort), CLOCK_MS: String(clockMs) };
  for (const [key, value] of Object.entries(values))
    if (!PLAIN.test(value)) throw new Error(`the guest cannot be given this ${key}`);
  return Object.entries(values)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
}

const shareLines = (shares: readonly Share[]): string =>
  shares
    .map((share, index) => `${shareTag(index)}\t${share.readOnly ? 'ro' : 'rw'}\t${encodeURIComponent(share.path)}\n`)
    .join('');

/** A tar, written as it is onto a disk of whole sectors. */
export async function configTar(config: GuestConfig): Promise<Buffer> {
  const pack = tar.pack();
  const files: Readonly<Record<string, string>> = {
    config: configLines(config),
    shares: shareLines(config.shares),
    'tls/ca.pem': config.tls.ca,
    'tls/server-cert.pem': config.tls.cert,
    'tls/server-key.pem': config.tls.key,
    ...(config.daemon !== null && { 'daemon.json': JSON.stringify(config.daemon) }),
  };
  const mtime = new Date(config.clockMs);
  for (const [name, text] of Object.entries(files)) pack.entry({ name, mode: OWNER_ONLY, mtime }, text);
  pack.finalize();
  return buffer(pack);
}

/** Replaces the disk's file as a whole. It holds a private key: for the owner's eyes only. */
export async function writeConfigDisk(file: string, config: GuestConfig): Promise<void> {
  const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await fs.writeFile(temporary, await configTar(config), { mode: OWNER_ONLY, flag: 'wx' });
    await fs.rename(temporary, file);
  } finally {
    await fs.rm(temporary, { force: true });
  }
}
