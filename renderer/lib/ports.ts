import type { Port } from '../../main/contract/containers';
import { t } from './i18n';

/** One published or exposed port as the list shows it. */
export interface PortView {
  readonly key: string;
  /** What is seen: the host's port, or `80/tcp` when not published. */
  readonly label: string;
  /** The full mapping, one line per host address. */
  readonly mapping: string;
  /** Where it opens in a browser; null: not published, or not TCP. */
  readonly href: string | null;
}

/** Sorts unpublished ports after all published ones. */
const UNPUBLISHED = 1e6;
/** Bound to every address, or to the loopback: `localhost` gets there. */
const LOCAL = new Set(['', '0.0.0.0', '::', '[::]', '127.0.0.1']);

const bracketed = (ip: string): string => (ip.includes(':') && !ip.startsWith('[') ? `[${ip}]` : ip);

/** An address that may stand in a link: digits, dots, hex and colons only, as the string is the engine's. */
const isAddress = (ip: string): boolean => /^[\da-fA-F.:[\]]+$/.test(ip);

function href(port: Port): string | null {
  if (port.hostPort === null || port.protocol !== 'tcp') return null;
  const ip = port.hostIp ?? '';
  if (LOCAL.has(ip)) return `http://localhost:${port.hostPort}`;
  return isAddress(ip) ? `http://${bracketed(ip)}:${port.hostPort}` : null;
}

function mapping(port: Port): string {
  const inside = `${port.containerPort}/${port.protocol}`;
  if (port.hostPort === null) return t('{inside}, not published', { inside });
  return `${bracketed(port.hostIp ?? '0.0.0.0')}:${port.hostPort} → ${inside}`;
}

/** Published ones first, by host port; the same mapping on IPv4 and IPv6 becomes one entry. */
export function portViews(ports: readonly Port[]): readonly PortView[] {
  const views = new Map<string, PortView>();
  // What can be opened comes first.
  const order = (port: Port): number =>
    (port.hostPort ?? UNPUBLISHED + port.containerPort) + (port.protocol === 'tcp' ? 0 : UNPUBLISHED / 2);
  for (const port of [...ports].sort((a, b) => order(a) - order(b))) {
    const link = href(port);
    const label = port.hostPort === null || port.protocol !== 'tcp' ? unlinked(port) : String(port.hostPort);
    const key = `${label}>${port.containerPort}/${port.protocol}@${link ?? ''}`;
    const seen = views.get(key);
    const line = mapping(port);
    if (seen === undefined) views.set(key, { key, label, mapping: line, href: link });
    else if (!seen.mapping.split('\n').includes(line)) views.set(key, { ...seen, mapping: `${seen.mapping}\n${line}` });
  }
  return [...views.values()];
}

const unlinked = (port: Port): string => `${port.hostPort ?? port.containerPort}/${port.protocol}`;

/** For sorting: the lowest published port; without one the lowest exposed, after all published. */
export function firstPort(ports: readonly Port[]): number {
  let first = Number.MAX_SAFE_INTEGER;
  for (const port of ports) first = Math.min(first, port.hostPort ?? UNPUBLISHED + port.containerPort);
  return first;
}
