import type { NetworkGround, NetworkProblem, NetworkRow, NetworkWish } from '../../contract/networks';
import {
  type Cidr,
  bitsOf,
  formatAddress,
  formatCidr,
  holds,
  isWithin,
  lastOf,
  overlap,
  parseAddress,
  parseCidr,
} from './cidr';
import { error, warning } from './problems';
import { verbatim } from '../../../texts/said';
import { say, sayAll } from '../../../texts/say';

export interface Known extends Pick<NetworkGround, 'host' | 'free'> {
  readonly networks: readonly NetworkRow[];
}

type Pool = NetworkWish['ipam'][number];

/** What no network of containers can have. */
const UNUSABLE: readonly (readonly [cidr: string, what: string])[] = [
  ['127.0.0.0/8', 'loopback'],
  ['224.0.0.0/4', 'multicast'],
  ['::1/128', 'loopback'],
  ['ff00::/8', 'multicast'],
];
const PRIVATE: readonly string[] = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
  'fc00::/7',
  'fe80::/10',
];
/** They stand in the same network as the computer itself by design. */
const ON_THE_LINK: readonly string[] = ['macvlan', 'ipvlan'];
/** Room for a network's, a gateway's and a broadcast address, and one container. */
const SMALLEST_V4 = 30;

const within = (cidr: Cidr, names: readonly string[]): boolean =>
  names.some((name) => {
    const outer = parseCidr(name);
    return outer !== null && isWithin(cidr, outer);
  });

/** All that is wrong with the subnets of a wish. */
export function checkIpam(wish: NetworkWish, known: Known): readonly NetworkProblem[] {
  const parsed = wish.ipam.map(({ subnet }) => parseCidr(subnet.trim()));
  return [
    ...wish.ipam.flatMap((pool, index) => {
      const cidr = parsed[index] ?? null;
      const path = `ipam.${index}`;
      if (cidr === null) return checkWithoutSubnet(pool, path);
      return [
        ...checkSubnet(pool, cidr, path),
        ...checkAgainst(wish, cidr, path, known),
        ...checkEarlier(wish, parsed, index),
        ...checkInside(pool, cidr, path),
      ];
    }),
    ...checkIpv6(wish, parsed, known),
  ];
}

function checkWithoutSubnet(pool: Pool, path: string): readonly NetworkProblem[] {
  if (pool.subnet.trim() !== '')
    return [error(`${path}.subnet`, say('Not a subnet. It is written like 172.28.0.0/16 or fd00:1::/64.'))];
  const rest = pool.ipRange !== '' || pool.gateway !== '' || pool.auxAddresses.length > 0;
  return rest ? [error(`${path}.subnet`, say('A range, gateway or reserved address needs the subnet it is in.'))] : [];
}

function checkSubnet(pool: Pool, cidr: Cidr, path: string): readonly NetworkProblem[] {
  const at = `${path}.subnet`;
  const written = parseAddress(pool.subnet.trim().split('/')[0] ?? '');
  if (written !== null && written.value !== cidr.base)
    return [
      error(
        at,
        say('{subnet} is one address in a subnet. The subnet is {cidr}.', {
          subnet: pool.subnet.trim(),
          cidr: formatCidr(cidr),
        }),
      ),
    ];
  const unusable = UNUSABLE.find(([name]) => within(cidr, [name]));
  if (unusable !== undefined)
    return [error(at, say('These addresses are for {unusable} only.', { unusable: unusable[1] }))];
  if (cidr.version === 4 && cidr.prefix > SMALLEST_V4)
    return [error(at, say('There is no room for a container in a /{prefix}.', { prefix: cidr.prefix }))];
  if (within(cidr, PRIVATE)) return [];
  return [warning(at, say('These are public addresses: containers would not reach whoever has them on the internet.'))];
}

/** Subnets already taken: by other networks, and by this computer. */
function checkAgainst(
  wish: NetworkWish,
  cidr: Cidr,
  path: string,
  { networks, host, free }: Known,
): readonly NetworkProblem[] {
  const at = `${path}.subnet`;
  const proposal = cidr.version === 4 ? free.ipv4 : free.ipv6;
  const instead = proposal === '' ? verbatim('') : say('{proposal} is free.', { proposal });
  for (const { name, subnets } of networks)
    for (const { subnet } of subnets) {
      const other = parseCidr(subnet);
      if (other !== null && overlap(other, cidr))
        return [
          error(
            at,
            sayAll(say('Overlaps {other} of the network {name}.', { other: formatCidr(other), name }), instead),
          ),
        ];
    }
  if (ON_THE_LINK.includes(wish.driver)) return [];
  const mine = host.find(({ subnet }) => {
    const other = parseCidr(subnet);
    return other !== null && overlap(other, cidr);
  });
  if (mine === undefined) return [];
  const where = say('Overlaps {subnet}, which this computer itself is in ({interface}).', {
    subnet: mine.subnet,
    interface: mine.interface,
  });
  return [warning(at, sayAll(where, say('It would not reach the addresses there any more.'), instead))];
}

/** Against the subnets of the same wish that stand before it. */
function checkEarlier(wish: NetworkWish, parsed: readonly (Cidr | null)[], index: number): readonly NetworkProblem[] {
  const at = `ipam.${index}.subnet`;
  const cidr = parsed[index] ?? null;
  const earlier = parsed.slice(0, index).filter((each) => each !== null);
  if (cidr === null) return [];
  if (earlier.some((other) => overlap(other, cidr))) return [error(at, say('Overlaps a subnet above.'))];
  if (wish.driver !== 'bridge' || !earlier.some(({ version }) => version === cidr.version)) return [];
  return [error(at, say('A bridge network has one IPv{version} subnet at most.', { version: cidr.version }))];
}

function checkInside(pool: Pool, cidr: Cidr, path: string): readonly NetworkProblem[] {
  const found: NetworkProblem[] = [];
  const range = pool.ipRange.trim() === '' ? null : parseCidr(pool.ipRange.trim());
  if (pool.ipRange.trim() !== '') {
    if (range === null)
      found.push(error(`${path}.ipRange`, say('Not a range. It is written like a subnet: 172.28.5.0/24.')));
    else if (!isWithin(range, cidr))
      found.push(error(`${path}.ipRange`, say('Not within {cidr}.', { cidr: formatCidr(cidr) })));
  }
  const seen = new Map<string, string>();
  const check = (at: string, text: string, what: string): void => {
    const problem = addressProblem(text.trim(), cidr) ?? doubled(seen, text.trim(), what);
    if (problem !== null) found.push(error(at, problem));
  };
  if (pool.gateway.trim() !== '') check(`${path}.gateway`, pool.gateway, say('the gateway'));
  for (const [index, { name, address }] of pool.auxAddresses.entries()) {
    const at = `${path}.auxAddresses.${index}`;
    if (name.trim() === '') found.push(error(at, say('A reserved address needs a name.')));
    else check(at, address, name);
  }
  return found;
}

function doubled(seen: Map<string, string>, text: string, what: string): string | null {
  const address = parseAddress(text);
  const key = address === null ? text : formatAddress(address);
  const other = seen.get(key);
  seen.set(key, what);
  return other === undefined ? null : say('This is the address of {other} already.', { other });
}

/** Why an address cannot be one of a subnet; null: it can. */
export function addressProblem(text: string, cidr: Cidr): string | null {
  const address = parseAddress(text);
  if (address === null) return say('Not an IPv{version} address.', { version: cidr.version });
  if (!holds(cidr, address)) return say('Not within {cidr}.', { cidr: formatCidr(cidr) });
  const isWhole = cidr.prefix >= bitsOf(cidr.version) - 1;
  if (!isWhole && address.value === cidr.base) return say('This is the address of the subnet itself.');
  if (!isWhole && cidr.version === 4 && address.value === lastOf(cidr)) return say('This is the broadcast address.');
  return null;
}

function checkIpv6(wish: NetworkWish, parsed: readonly (Cidr | null)[], { free }: Known): readonly NetworkProblem[] {
  const at = parsed.findIndex((cidr) => cidr?.version === 6);
  if (wish.ipv6 === at >= 0) return [];
  if (at >= 0) return [error(`ipam.${at}.subnet`, say('An IPv6 subnet needs IPv6 to be enabled.'))];
  // Newer engines choose one by themselves, and only they can say so.
  const proposal = free.ipv6 === '' ? verbatim('') : say('{proposal} is free.', { proposal: free.ipv6 });
  return [warning('ipv6', sayAll(say('Engines before 27 need an IPv6 subnet for this.'), proposal))];
}
