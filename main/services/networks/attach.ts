import type { AttachWish, NetworkProblem, NetworkRow } from '../../contract/networks';
import { formatAddress, parseAddress, parseCidr } from './cidr';
import { addressProblem } from './plan-ipam';
import { error, warning } from './problems';
import type { Member } from './rows';
import { say } from '../../../texts/say';

/** What DNS can hold, and the underscore that docker allows. */
const HOST_NAME = /^[A-Za-z0-9_]([A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?$/;

/** All that is wrong with an attachment, each at its field. */
export function checkAttachment(wish: AttachWish, network: NetworkRow, container: Member): readonly NetworkProblem[] {
  const whole = wholeProblem(network, container);
  if (whole !== null) return [error('', whole)];
  return [
    ...wish.aliases.flatMap((alias) => checkAlias(alias, network)),
    ...checkAddress('ipv4', wish.ipv4.trim(), network),
    ...checkAddress('ipv6', wish.ipv6.trim(), network),
  ];
}

function wholeProblem(network: NetworkRow, { id, mode }: Member): string | null {
  if (network.driver === 'host' || network.driver === 'null')
    return say('No container can be connected to this network after it was created.');
  if (network.ingress) return say("This network is the swarm's own.");
  if (network.scope === 'swarm' && !network.attachable)
    return say('This network is for services only: it was not created as attachable.');
  if (mode === 'host') return say("The container uses the host's network, and cannot be in another one.");
  if (mode === 'none')
    return say('The container was created without a network (none), and cannot be connected to one.');
  if (mode.startsWith('container:')) return say("The container shares another container's network: connect that one.");
  return network.endpoints.some((each) => each.id === id) ? say('The container is in this network already.') : null;
}

function checkAlias(alias: string, network: NetworkRow): readonly NetworkProblem[] {
  if (network.predefined) return [error('aliases', say("The engine's own networks know no aliases."))];
  if (!HOST_NAME.test(alias)) return [error('aliases', say('"{alias}" is no name that DNS can hold.', { alias }))];
  const other = network.endpoints.find(({ name }) => name === alias);
  return other === undefined
    ? []
    : [
        warning(
          'aliases',
          say('"{alias}" is the name of a container in this network: it would lead to both.', { alias }),
        ),
      ];
}

function checkAddress(path: 'ipv4' | 'ipv6', text: string, network: NetworkRow): readonly NetworkProblem[] {
  if (text === '') return [];
  const version = path === 'ipv4' ? 4 : 6;
  const address = parseAddress(text);
  if (address?.version !== version) return [error(path, say('Not an IPv{version} address.', { version }))];
  if (network.predefined) return [error(path, say("The engine's own networks give addresses by themselves."))];
  const said = formatAddress(address);
  const subnets = network.subnets.flatMap((each) => {
    const cidr = parseCidr(each.subnet);
    return cidr?.version === version ? [{ ...each, cidr }] : [];
  });
  if (subnets.length === 0) return [error(path, say('The network has no IPv{version} subnet.', { version }))];
  const problems = subnets.map(({ cidr }) => addressProblem(text, cidr));
  if (problems.every((problem) => problem !== null)) return [error(path, problems[0] ?? '')];
  const same = (other: string): boolean => {
    const parsed = parseAddress(other);
    return parsed !== null && formatAddress(parsed) === said;
  };
  const holder = network.endpoints.find((each) => same(each[path]));
  if (holder !== undefined) return [error(path, say('{name} has this address.', { name: holder.name }))];
  if (subnets.some(({ gateway }) => same(gateway))) return [error(path, say("This is the gateway's address."))];
  const reserved = subnets.flatMap(({ auxAddresses }) => auxAddresses).find((each) => same(each.address));
  return reserved === undefined
    ? []
    : [error(path, say('This address is reserved ({name}).', { name: reserved.name }))];
}
