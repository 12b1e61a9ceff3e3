import { readdir, readFile } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import tls from 'node:tls';
import { fault } from '../faults';
import { say } from '../../../../texts/say';

/** Whom to trust as one registry. */
export interface Trust {
  /** The authorities, and the client's certificate where there is one. */
  readonly context: tls.SecureContext;
  /** As the engine treats it: its certificate is not checked, and it may speak plain HTTP. */
  readonly insecure: boolean;
}

/** What the engine says of itself (`/info`, RegistryConfig). */
export interface InsecureList {
  /** `127.0.0.0/8`. */
  readonly cidrs: readonly string[];
  /** `registry.example.com:5000`. */
  readonly names: readonly string[];
}

export interface TrustOptions {
  /** Each has a folder for each registry, with its authorities in `*.crt`, as docker's `certs.d`. */
  readonly certFolders: readonly string[];
  readonly platform: NodeJS.Platform;
  /** PEM, of the user's own settings. */
  readonly authorities: readonly string[];
}

/** Where Go, and so docker, looks for the system's authorities; node looks nowhere. The first that is there counts. */
const SYSTEM_BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

const hostOf = (registry: string): string => registry.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');

function inside(cidr: string, host: string): boolean {
  const [address = '', bits = ''] = cidr.split('/');
  const family = net.isIPv6(address) ? 'ipv6' : 'ipv4';
  if (net.isIP(host) === 0 || net.isIP(address) !== net.isIP(host) || !/^\d{1,3}$/.test(bits)) return false;
  try {
    const list = new net.BlockList();
    list.addSubnet(address, Number(bits), family);
    return list.check(host, family);
  } catch {
    return false;
  }
}

/** As the engine decides it, but for names that it looks up. */
export function isInsecure(registry: string, { cidrs, names }: InsecureList): boolean {
  const host = hostOf(registry);
  if (host === 'localhost' || names.includes(registry)) return true;
  return ['127.0.0.0/8', '::1/128', ...cidrs].some((cidr) => inside(cidr, host));
}

async function systemAuthorities(platform: NodeJS.Platform): Promise<readonly string[]> {
  if (platform !== 'linux') return [];
  for (const file of SYSTEM_BUNDLES) {
    const text = await readFile(file, 'utf8').catch(() => '');
    if (text !== '') return [text];
  }
  return [];
}

/** Windows has no colons in names. */
const folderName = (registry: string, platform: NodeJS.Platform): string =>
  platform === 'win32' ? registry.replaceAll(':', '') : registry;

/** Rejects with RegistryFault where a certificate is broken. */
export async function readTrust(registry: string, insecure: boolean, options: TrustOptions): Promise<Trust> {
  const { certFolders, platform, authorities } = options;
  const ca: string[] = [...tls.rootCertificates, ...(await systemAuthorities(platform)), ...authorities];
  const client: { cert?: string; key?: string } = {};
  for (const root of certFolders) {
    const folder = path.join(root, folderName(registry, platform));
    const files = (await readdir(folder).catch(() => [])).sort();
    const read = (name: string): Promise<string> => readFile(path.join(folder, name), 'utf8').catch(() => '');
    for (const name of files.filter((each) => each.endsWith('.crt'))) ca.push(await read(name));
    const cert = files.find((each) => each.endsWith('.cert'));
    if (cert !== undefined && client.cert === undefined)
      Object.assign(client, { cert: await read(cert), key: await read(cert.replace(/\.cert$/, '.key')) });
  }
  try {
    return { context: tls.createSecureContext({ ca: ca.filter((text) => text !== ''), ...client }), insecure };
  } catch (error) {
    const detail = error instanceof Error ? error.message : '';
    throw fault('tls', registry, {
      detail: say('A certificate in {certFolders}, or one of the settings, is broken: {detail}', {
        certFolders: certFolders.join(' or '),
        detail,
      }),
    });
  }
}
