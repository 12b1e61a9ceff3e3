/** An IP address as a number of 32 or 128 bits. */
export interface Address {
  readonly version: 4 | 6;
  readonly value: bigint;
}

/** A subnet; `base` has no bits set beyond the prefix. */
export interface Cidr {
  readonly version: 4 | 6;
  readonly base: bigint;
  readonly prefix: number;
}

const GROUPS = 8;
const GROUP_BITS = 16n;

export const bitsOf = (version: 4 | 6): number => (version === 4 ? 32 : 128);

function parseV4(text: string): bigint | null {
  const parts = text.split('.');
  // No leading zeros: some readers take them for octal.
  if (parts.length !== 4 || parts.some((part) => !/^(0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255)) return null;
  return parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);
}

function groupsOf(text: string): readonly bigint[] | null {
  if (text === '') return [];
  const groups: bigint[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    if (part.includes('.')) {
      const last = index === parts.length - 1 ? parseV4(part) : null;
      if (last === null) return null;
      groups.push(last >> GROUP_BITS, last & 0xffffn);
    } else {
      if (!/^[0-9a-fA-F]{1,4}$/.test(part)) return null;
      groups.push(BigInt(`0x${part}`));
    }
  }
  return groups;
}

function parseV6(text: string): bigint | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [head, tail] = [groupsOf(halves[0] ?? ''), groupsOf(halves[1] ?? '')];
  if (head === null || tail === null) return null;
  const missing = GROUPS - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  const all = [...head, ...Array.from({ length: missing }, () => 0n), ...tail];
  return all.reduce((sum, group) => (sum << GROUP_BITS) | group, 0n);
}

/** null: not an IP address. */
export function parseAddress(text: string): Address | null {
  const version = text.includes(':') ? 6 : 4;
  const value = version === 6 ? parseV6(text) : parseV4(text);
  return value === null ? null : { version, value };
}

const hostMask = (version: 4 | 6, prefix: number): bigint => (1n << BigInt(bitsOf(version) - prefix)) - 1n;

/** The subnet that an address with a prefix lies in; null: not of the form `address/prefix`. */
export function parseCidr(text: string): Cidr | null {
  const [, said = '', digits = ''] = /^([^/]+)\/(0|[1-9]\d{0,2})$/.exec(text) ?? [];
  const address = parseAddress(said);
  const prefix = Number(digits);
  if (address === null || digits === '' || prefix > bitsOf(address.version)) return null;
  const { version, value } = address;
  return { version, base: value & ~hostMask(version, prefix), prefix };
}

/** As RFC 5952 has it: lower case, the longest run of zeros shortened. */
export function formatAddress({ version, value }: Address): string {
  if (version === 4) return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 0xffn)).join('.');
  const groups = Array.from({ length: GROUPS }, (_, index) =>
    ((value >> (GROUP_BITS * BigInt(GROUPS - 1 - index))) & 0xffffn).toString(16),
  );
  let from = 0;
  let length = 1;
  for (let start = 0; start < GROUPS; start++) {
    let end = start;
    while (end < GROUPS && groups[end] === '0') end++;
    if (end - start > length) [from, length] = [start, end - start];
  }
  if (length < 2) return groups.join(':');
  return `${groups.slice(0, from).join(':')}::${groups.slice(from + length).join(':')}`;
}

export const formatCidr = ({ version, base, prefix }: Cidr): string =>
  `${formatAddress({ version, value: base })}/${prefix}`;

/** For IPv4 the broadcast address. */
export const lastOf = ({ version, base, prefix }: Cidr): bigint => base | hostMask(version, prefix);

export const holds = (cidr: Cidr, { version, value }: Address): boolean =>
  version === cidr.version && value >= cidr.base && value <= lastOf(cidr);

export const isWithin = (inner: Cidr, outer: Cidr): boolean =>
  inner.version === outer.version && inner.prefix >= outer.prefix && holds(outer, { ...inner, value: inner.base });

/** Subnets are either apart or one lies in the other. */
export const overlap = (a: Cidr, b: Cidr): boolean => isWithin(a, b) || isWithin(b, a);

/** The one that follows, of the same size; null: there is none. */
export function nextCidr(cidr: Cidr): Cidr | null {
  const base = lastOf(cidr) + 1n;
  return base >= 1n << BigInt(bitsOf(cidr.version)) ? null : { ...cidr, base };
}
