import { listListeners } from '../../process/listeners';

export interface HostPort {
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
}

const keyOf = ({ protocol, port }: HostPort): string => `${protocol} ${port}`;

/** Who holds these ports, for the user (`nginx (process 12)`), by `tcp 80`. Only what the system tells this user. */
export async function findPortHolders(
  ports: readonly HostPort[],
  platform: NodeJS.Platform = process.platform,
): Promise<ReadonlyMap<string, string>> {
  const holders = new Map<string, string>();
  if (ports.length === 0) return holders;
  const asked = new Set(ports.map(keyOf));
  for (const held of await listListeners(platform).catch(() => []))
    if (held.pid !== null && asked.has(keyOf(held)))
      holders.set(keyOf(held), `${held.name} (process ${held.pid})`.trim());
  return holders;
}
