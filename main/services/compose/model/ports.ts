import { say } from '../../../../texts/say';

/** One published port, said at length. */
export interface PortParts {
  readonly hostIp: string;
  /** A number, a range, or '': a free one. */
  readonly published: string;
  readonly target: number;
  readonly protocol: string;
}

interface Range {
  readonly first: number;
  readonly last: number;
}

const HIGHEST = 65_535;
const RANGE = /^(\d{1,5})(?:-(\d{1,5}))?$/;
/** `[::1]:80:80`, `127.0.0.1:80:80`, `127.0.0.1::80`, `80:80`, `80`: an address only stands where a port of the host may. */
const SHORT =
  /^(?:(?:(?:\[([\da-fA-F:.]+)\]|([\w.-]+)):(?=[\d-]*:))?(\d+(?:-\d+)?)?:)?(\d+(?:-\d+)?)(?:\/([a-zA-Z]+))?$/;
const PROTOCOLS = ['tcp', 'udp', 'sctp'];

export function portRangeOf(said: string): Range | null {
  const parts = RANGE.exec(said);
  if (parts === null) return null;
  const first = Number(parts[1]);
  const last = Number(parts[2] ?? parts[1]);
  return first <= last && last <= HIGHEST ? { first, last } : null;
}

function pairs(host: string, target: Range): readonly (readonly [string, number])[] | string {
  const size = target.last - target.first;
  const targets = Array.from({ length: size + 1 }, (_, at) => target.first + at);
  if (host === '') return targets.map((port) => ['', port] as const);
  const published = portRangeOf(host);
  if (published === null) return say('The port of the host is none from 0 to 65535.');
  if (published.last - published.first === size)
    return targets.map((port, at) => [String(published.first + at), port] as const);
  return size === 0 ? [[host, target.first] as const] : say('The two ranges are not of the same length.');
}

/** `HOST:CONTAINER/protocol` with what may be left out; a text: what is wrong with it. */
export function readPort(said: string): readonly PortParts[] | string {
  const parts = SHORT.exec(said);
  if (parts === null)
    return say('A port is written as HOST:CONTAINER, with an address before and “/udp” behind if wanted.');
  const [, six = '', four = '', host = '', container = '', protocol = 'tcp'] = parts;
  const target = portRangeOf(container);
  if (target === null || target.first === 0) return say('The port of the container is none from 1 to 65535.');
  if (!PROTOCOLS.includes(protocol.toLowerCase())) return say('The protocol of a port is tcp, udp or sctp.');
  const paired = pairs(host, target);
  if (typeof paired === 'string') return paired;
  return paired.map(([published, port]) => ({
    ...{ hostIp: six === '' ? four : six, published, target: port, protocol: protocol.toLowerCase() },
  }));
}
