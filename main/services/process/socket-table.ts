export type SocketProtocol = 'tcp' | 'udp';

/** A socket that waits for whoever comes: a TCP one that listens, a UDP one bound and without a peer. */
export interface Listener {
  readonly protocol: SocketProtocol;
  /** `0.0.0.0`, `127.0.0.1`, `::`, `::1` and so on. */
  readonly address: string;
  readonly port: number;
}

export interface TableListener extends Listener {
  readonly inode: string;
}

const TCP_LISTEN = '0A';
const UDP_UNCONNECTED = '07';
const V4_DIGITS = 8;
const V6_DIGITS = 32;

/**
 * An address of `/proc/net`: words of 32 bits, each with its bytes in the order of a little-endian machine (the only kind
 * that engines are built for by now). null: it is none.
 */
export function addressOf(hex: string): string | null {
  if (!/^[0-9A-Fa-f]+$/.test(hex) || (hex.length !== V4_DIGITS && hex.length !== V6_DIGITS)) return null;
  const words = hex.match(/.{8}/g) ?? [];
  const bytes = words.flatMap((word) => [...Buffer.from(word, 'hex')].reverse());
  return bytes.length === 4 ? bytes.join('.') : v6Of(bytes);
}

function v6Of(bytes: readonly number[]): string {
  const isMapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff && bytes[11] === 0xff;
  // A socket of both families that is bound to an address of IPv4.
  if (isMapped) return bytes.slice(12).join('.');
  const groups = Array.from({ length: 8 }, (_, at) =>
    (((bytes[at * 2] ?? 0) << 8) | (bytes[at * 2 + 1] ?? 0)).toString(16),
  );
  return shortest(groups);
}

/** The longest run of at least two zero groups becomes `::`. */
function shortest(groups: readonly string[]): string {
  let best = { from: 0, length: 0 };
  for (let from = 0; from < groups.length; from += 1) {
    const end = groups.findIndex((group, at) => at >= from && group !== '0');
    const length = (end < 0 ? groups.length : end) - from;
    if (length > best.length) best = { from, length };
  }
  if (best.length < 2) return groups.join(':');
  return `${groups.slice(0, best.from).join(':')}::${groups.slice(best.from + best.length).join(':')}`;
}

/**
 * The listeners in the text of Linux's `/proc/net/tcp`, `tcp6`, `udp` or `udp6`, or of several of them one after another:
 * each begins with a line of titles, which end differently for the two protocols.
 */
export function readSocketTables(text: string): readonly TableListener[] {
  const found: TableListener[] = [];
  let protocol: SocketProtocol | null = null;
  for (const line of text.split('\n')) {
    const fields = line.trim().split(/\s+/);
    if (fields[0] === 'sl') protocol = fields.includes('drops') ? 'udp' : 'tcp';
    else if (protocol !== null) {
      const listener = listenerOf(fields, protocol);
      if (listener !== null) found.push(listener);
    }
  }
  return found;
}

function listenerOf(fields: readonly string[], protocol: SocketProtocol): TableListener | null {
  const [, local = '', remote = '', state, , , , , , inode] = fields;
  const [hex = '', portHex = ''] = local.split(':');
  const address = addressOf(hex);
  const port = Number.parseInt(portHex, 16);
  if (inode === undefined || address === null || !(port > 0)) return null;
  const waits = protocol === 'tcp' ? state === TCP_LISTEN : state === UDP_UNCONNECTED && remote.endsWith(':0000');
  return waits ? { protocol, address, port, inode } : null;
}
