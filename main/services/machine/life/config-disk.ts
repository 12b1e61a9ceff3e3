import { buffer } from 'node:stream/consumers';
import tar from 'tar-stream';
import { writeDurably } from '../../process/durable-file';
import type { Share } from '../driver';
import { say } from '../../../../texts/say';

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
  /** Of dockerd's environment; values without line ends. */
  readonly proxy: Readonly<Partial<Record<'HTTP_PROXY' | 'HTTPS_PROXY' | 'NO_PROXY', string>>>;
  /** PEM that dockerd trusts beside the usual authorities; '': none. */
  readonly authorities: string;
}

const OWNER_ONLY = 0o600;
/** The guest's shell reads the values unquoted. */
const PLAIN = /^[A-Za-z0-9._:/@,+-]*$/;

/** The tag by which the guest mounts the n-th share. */
export const shareTag = (index: number): string => `share${String(index)}`;

function configLines({ hostname, engineHostPort, clockMs }: GuestConfig): string {
  const values = { HOSTNAME: hostname, ENGINE_HOST_PORT: String(engineHostPort), CLOCK_MS: String(clockMs) };
  for (const [key, value] of Object.entries(values))
    if (!PLAIN.test(value)) throw new Error(say('the guest cannot be given this {key}', { key }));
  return Object.entries(values)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
}

function proxyLines(proxy: GuestConfig['proxy']): string {
  const all = Object.entries(proxy);
  if (all.some(([, value]) => /[\0\r\n]/.test(value))) throw new Error(say('the guest cannot be given this proxy'));
  return all.map(([key, value]) => `${key}=${value}\n`).join('');
}

const shareLines = (shares: readonly Share[]): string =>
  shares
    .map((share, index) => `${shareTag(index)}\t${share.readOnly ? 'ro' : 'rw'}\t${encodeURIComponent(share.path)}\n`)
    .join('');

/** A tar, written as it is onto a disk of whole sectors. */
export async function configTar(config: GuestConfig): Promise<Buffer> {
  const pack = tar.pack();
  const proxy = proxyLines(config.proxy);
  const files: Readonly<Record<string, string>> = {
    config: configLines(config),
    shares: shareLines(config.shares),
    'tls/ca.pem': config.tls.ca,
    'tls/server-cert.pem': config.tls.cert,
    'tls/server-key.pem': config.tls.key,
    ...(config.daemon !== null && { 'daemon.json': JSON.stringify(config.daemon) }),
    ...(proxy !== '' && { proxy }),
    ...(config.authorities !== '' && { 'authorities.pem': config.authorities }),
  };
  const mtime = new Date(config.clockMs);
  for (const [name, text] of Object.entries(files)) pack.entry({ name, mode: OWNER_ONLY, mtime }, text);
  pack.finalize();
  return buffer(pack);
}

/** Replaces the disk's file as a whole. It holds a private key: for the owner's eyes only. */
export async function writeConfigDisk(file: string, config: GuestConfig): Promise<void> {
  await writeDurably(file, await configTar(config), OWNER_ONLY);
}
