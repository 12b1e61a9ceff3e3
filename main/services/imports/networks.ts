import { list, record, text } from '../engine/loose';
import type { EngineClient } from '../engine/types';
import type { NetworkShape } from './survey';
import { say } from '../../../texts/say';

/** What every engine has by itself. */
const PREDEFINED = new Set(['bridge', 'host', 'none', 'podman', 'ingress', 'docker_gwbridge']);

/** Whether there is something of it to bring over. */
export const isOwn = ({ name, said }: NetworkShape): boolean => !PREDEFINED.has(name) && said.Ingress !== true;

/** Why another engine could not make it; '': it could. */
export function networkProblem({ said, driver }: NetworkShape, drivers: readonly string[]): string {
  if (said.ConfigOnly === true || text(record(said.ConfigFrom).Network) !== '')
    return say('its settings come from another network');
  if (text(said.Scope) === 'swarm') return say('it belongs to a swarm');
  return drivers.includes(driver) ? '' : say('the target has no driver "{driver}"', { driver });
}

const configOf = ({ said }: NetworkShape): readonly object[] =>
  list(record(said.IPAM).Config)
    .map(record)
    .map(({ Subnet, IPRange, Gateway, AuxiliaryAddresses }) => ({
      Subnet: text(Subnet),
      ...(text(IPRange) !== '' && { IPRange }),
      ...(text(Gateway) !== '' && { Gateway }),
      ...(Object.keys(record(AuxiliaryAddresses)).length > 0 && { AuxiliaryAddresses }),
    }));

const pairs = (value: unknown): string =>
  JSON.stringify(Object.entries(record(value)).sort(([a], [b]) => (a < b ? -1 : 1)));

/** What two networks must have in common to be the same. `subnets`: their addresses, too. */
export function networkPrint(network: NetworkShape, subnets: boolean): string {
  const { said, driver } = network;
  const flags = [said.Internal === true, said.Attachable === true, said.EnableIPv6 === true];
  return JSON.stringify([driver, flags, pairs(said.Options), pairs(said.Labels), subnets ? configOf(network) : null]);
}

interface NewNetwork {
  readonly to: string;
  readonly subnets: boolean;
}

/** Rejects with EngineError. */
export async function createNetwork(
  client: EngineClient,
  network: NetworkShape,
  { to, subnets }: NewNetwork,
): Promise<void> {
  const { said, driver } = network;
  const ipam = record(said.IPAM);
  const body = {
    ...{ Name: to, Driver: driver, CheckDuplicate: true },
    ...{ Internal: said.Internal === true, Attachable: said.Attachable === true, EnableIPv6: said.EnableIPv6 === true },
    ...{ Options: record(said.Options), Labels: record(said.Labels) },
    IPAM: {
      Driver: text(ipam.Driver) || 'default',
      Options: record(ipam.Options),
      Config: subnets ? configOf(network) : [],
    },
  };
  await client.json({ method: 'POST', path: '/networks/create', body, timeoutMs: 120_000 });
}
