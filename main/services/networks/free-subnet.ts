import { createHash } from 'node:crypto';
import { type Cidr, formatCidr, isWithin, nextCidr, overlap, parseCidr } from './cidr';

/** Where free subnets are looked for: those the engine itself takes from, then the rest of what is private. */
const POOLS: readonly (readonly [pool: string, prefix: number])[] = [
  ['172.16.0.0/12', 16],
  ['192.168.0.0/16', 20],
  ['10.0.0.0/8', 24],
];
/** The engine's own first network. */
const FIRST = '172.18.0.0/16';
const MOST_TRIES = 70_000;

function freeIn(pool: Cidr, first: Cidr, taken: readonly Cidr[]): string | null {
  let candidate: Cidr | null = first;
  for (let tries = 0; candidate !== null && isWithin(candidate, pool) && tries < MOST_TRIES; tries++) {
    const at: Cidr = candidate;
    const other = taken.find((each) => overlap(each, at));
    if (other === undefined) return formatCidr(at);
    // Behind what is in the way at once.
    const behind: Cidr | null = nextCidr(isWithin(at, other) ? other : at);
    candidate = behind === null ? null : { ...at, base: behind.base };
  }
  return null;
}

/** A private IPv4 subnet that overlaps none of them; null: there is none. */
export function freeIpv4(taken: readonly Cidr[]): string | null {
  for (const [text, prefix] of POOLS) {
    const pool = parseCidr(text);
    if (pool === null) continue;
    const start = prefix === 16 ? parseCidr(FIRST) : { ...pool, prefix };
    const found = start === null ? null : freeIn(pool, start, taken);
    if (found !== null) return found;
  }
  return null;
}

/** A unique local /64 (RFC 4193) that overlaps none of them. The same `seed` gives the same site. */
export function freeIpv6(taken: readonly Cidr[], seed: string): string | null {
  const site = createHash('sha256').update(seed).digest('hex').slice(0, 10);
  const pool = parseCidr(`fd${site.slice(0, 2)}:${site.slice(2, 6)}:${site.slice(6, 10)}::/48`);
  return pool === null ? null : freeIn(pool, { ...pool, prefix: 64 }, taken);
}
