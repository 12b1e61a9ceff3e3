import type { NetworkProblem } from '../../contract/networks';
import { EngineError } from '../engine/types';
import { say } from '../../../texts/say';

/** A wish that cannot be fulfilled; each problem at its field. */
export class NetworkProblems extends Error {
  override readonly name = 'NetworkProblems';
  constructor(readonly problems: readonly NetworkProblem[]) {
    super(problems.map(({ message }) => message).join(' '));
  }
}

export const error = (path: string, message: string): NetworkProblem => ({ path, message, severity: 'error' });
export const warning = (path: string, message: string): NetworkProblem => ({ path, message, severity: 'warning' });

export const isError = ({ severity }: NetworkProblem): boolean => severity === 'error';

/** Of refusals in the engine's words: the field each is about. */
const FIELDS: readonly (readonly [words: RegExp, path: string])[] = [
  [/already exists|predefined|name is (?:invalid|reserved)|invalid network name/i, 'name'],
  [/pool overlaps|conflicts with network|invalid subnet|overlap/i, 'ipam.0.subnet'],
  [/gateway/i, 'ipam.0.gateway'],
  [/ip.?range|sub.?pool/i, 'ipam.0.ipRange'],
  [/parent|subinterface|vlan/i, 'options.parent'],
  [/bridge name|interface name/i, 'options.com.docker.network.bridge.name'],
  [/mtu/i, 'options.com.docker.network.driver.mtu'],
  [/ipv6/i, 'ipv6'],
  [/plugin .*not found|driver/i, 'driver'],
];

const ATTACH_FIELDS: readonly (readonly [words: RegExp, path: string])[] = [
  [/alias/i, 'aliases'],
  [/ipv6/i, 'ipv6'],
  [/address already in use|user (?:specified|configured)|configured subnet|invalid (?:ipv4|ip) address/i, 'ipv4'],
];

const SUBNET_OWN = /user specified IP address is supported only/i;

/** The same refusal at the field it is about; any other error as it is. */
export function atField(failure: unknown, of: 'network' | 'attachment'): unknown {
  if (!(failure instanceof EngineError) || failure.kind !== 'refused' || failure.status === 404) return failure;
  const found = (of === 'network' ? FIELDS : ATTACH_FIELDS).find(([words]) => words.test(failure.message));
  if (found === undefined) return failure;
  const message = SUBNET_OWN.test(failure.message)
    ? say(
        'The engine chose the subnet of this network by itself, and lets nobody choose addresses in it. Create a network with a subnet of your own for that.',
      )
    : failure.message;
  return new NetworkProblems([error(found[1], message)]);
}
