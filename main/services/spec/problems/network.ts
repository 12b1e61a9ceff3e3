import { isIP, isIPv4, isIPv6 } from 'node:net';
import type { ContainerSpec, SpecNetwork, SpecPort } from '../../../contract/spec';
import { isUserDefined } from '../network-mode';
import { portAndProtocol, portRange } from '../port-range';
import { each, error, repeated, warning, when } from './report';
import { msg } from '../../../../texts/msg';
import { say, sayMsg } from '../../../../texts/say';

const PORT = msg('Ports are from 1 to 65535: a number such as 80, or a range such as 8000-8010.');
const isPort = (said: string): boolean => {
  const range = portRange(said);
  return range !== null && range.first > 0;
};
const length = (said: string): number => {
  const range = portRange(said);
  return range === null ? 0 : range.last - range.first + 1;
};

const port = ({ hostIp, hostPort, containerPort }: SpecPort, index: number) => {
  const at = `ports.${String(index)}`;
  const wrong = !isPort(containerPort) || (hostPort !== '' && !isPort(hostPort));
  return [
    ...when(!isPort(containerPort), error(`${at}.containerPort`, sayMsg(PORT))),
    ...when(hostPort !== '' && !isPort(hostPort), error(`${at}.hostPort`, sayMsg(PORT))),
    ...when(hostIp !== '' && isIP(hostIp) === 0, error(`${at}.hostIp`, say('This is no IP address of this machine.'))),
    ...when(
      !wrong && hostPort !== '' && length(containerPort) > 1 && length(hostPort) !== length(containerPort),
      error(`${at}.hostPort`, say('Both ranges need as many ports as each other.')),
    ),
  ];
};

/** All addresses are also each one. */
const everywhere = (hostIp: string): boolean => hostIp === '' || hostIp === '0.0.0.0' || hostIp === '::';

/** Whether the two would want a port of the host's in common. */
function clash(a: SpecPort, b: SpecPort): boolean {
  const [first, second] = [portRange(a.hostPort), portRange(b.hostPort)];
  if (first === null || second === null || a.protocol !== b.protocol) return false;
  // A range for one port takes any free one of it.
  if (length(a.hostPort) !== length(a.containerPort) || length(b.hostPort) !== length(b.containerPort)) return false;
  const meet = first.first <= second.last && second.first <= first.last;
  return meet && (a.hostIp === b.hostIp || everywhere(a.hostIp) || everywhere(b.hostIp));
}

const taken = ({ ports }: ContainerSpec) =>
  ports.flatMap((each, index) =>
    when(
      ports.slice(0, index).some((other) => clash(other, each)),
      error(
        `ports.${String(index)}.hostPort`,
        say('Another line of this container publishes on this host port already.'),
      ),
    ),
  );

const exposed = ({ expose }: ContainerSpec) =>
  each(expose, (word, index) => {
    const { port: said, protocol } = portAndProtocol(word);
    return when(
      !isPort(said) || !['tcp', 'udp', 'sctp'].includes(protocol),
      error(`expose.${String(index)}`, sayMsg(PORT)),
    );
  });

const MAC = /^(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i;

const network = ({ name, ipv4, ipv6, macAddress, aliases }: SpecNetwork, index: number) => {
  const at = `networks.${String(index)}`;
  const alone = !isUserDefined(name);
  const alone2 = say('only a network that you made has them');
  return [
    ...when(name === '', error(`${at}.name`, say('Say which network.'))),
    ...when(ipv4 !== '' && !isIPv4(ipv4), error(`${at}.ipv4`, say('This is no IPv4 address.'))),
    ...when(ipv6 !== '' && !isIPv6(ipv6), error(`${at}.ipv6`, say('This is no IPv6 address.'))),
    ...when(
      macAddress !== '' && !MAC.test(macAddress),
      error(`${at}.macAddress`, say('A MAC address is six pairs of hexadecimal digits, such as 02:42:ac:11:00:02.')),
    ),
    ...when(alone && ipv4 !== '', error(`${at}.ipv4`, say('No fixed address here: {reason}.', { reason: alone2 }))),
    ...when(alone && ipv6 !== '', error(`${at}.ipv6`, say('No fixed address here: {reason}.', { reason: alone2 }))),
    ...when(alone && aliases.length > 0, error(`${at}.aliases`, say('No aliases here: {reason}.', { reason: alone2 }))),
  ];
};

function networks(spec: ContainerSpec) {
  return [
    ...each(spec.networks, network),
    ...repeated(spec.networks.map(({ name }) => name)).map((index) =>
      error(`networks.${String(index)}.name`, say('The container is in this network already.')),
    ),
    ...when(
      spec.networkMode !== '' && spec.networks.length > 0,
      error(
        'networkMode',
        say('With the mode {networkMode} the container can be in no other network.', { networkMode: spec.networkMode }),
      ),
    ),
  ];
}

/** What a container cannot have that shares the host's or another container's network. */
function shared(spec: ContainerSpec) {
  const { networkMode: mode } = spec;
  const published = spec.ports.length > 0 || spec.publishAll;
  const at = spec.ports.length > 0 ? 'ports' : 'publishAll';
  if (mode === 'host')
    return when(
      published,
      warning(at, say('In the host’s network nothing is published: the ports are the host’s own already.')),
    );
  if (mode === 'none') return when(published, warning(at, say('Without a network nothing is published.')));
  if (!mode.startsWith('container:')) return [];
  const other = say('it shares the network of another container, which has its own');
  return [
    ...when(mode === 'container:', error('networkMode', say('Say which container’s network is shared.'))),
    ...when(published, error(at, say('No ports can be published: {reason}.', { reason: other }))),
    ...when(spec.expose.length > 0, error('expose', say('No ports can be exposed: {reason}.', { reason: other }))),
    ...when(spec.hostname !== '', error('hostname', say('No host name can be set: {reason}.', { reason: other }))),
    ...when(
      spec.extraHosts.length > 0,
      error('extraHosts', say('No hosts can be added: {reason}.', { reason: other })),
    ),
    ...when(spec.dns.length > 0, error('dns', say('No name servers can be set: {reason}.', { reason: other }))),
    ...when(
      spec.dnsSearch.length > 0,
      error('dnsSearch', say('No search domains can be set: {reason}.', { reason: other })),
    ),
    ...when(spec.links.length > 0, error('links', say('There can be no links: {reason}.', { reason: other }))),
  ];
}

function names({ dns, extraHosts, links, networkMode, security, hostname }: ContainerSpec) {
  return [
    ...each(dns, (address, index) =>
      when(isIP(address) === 0, error(`dns.${String(index)}`, say('A name server is an IP address.'))),
    ),
    ...each(extraHosts, (word, index) => {
      const [, address = ''] = /^[^:\s]+:(.+)$/.exec(word) ?? [];
      const fine = isIP(address) !== 0 || address === 'host-gateway';
      return when(
        !fine,
        error(
          `extraHosts.${String(index)}`,
          say('A host is a name and an IP address, such as db:10.0.0.5, or name:host-gateway.'),
        ),
      );
    }),
    ...when(
      links.length > 0 && networkMode === 'host',
      error('links', say('In the host’s network there are no links.')),
    ),
    ...when(
      security.uts === 'host' && hostname !== '',
      error('hostname', say('With the host’s UTS namespace the name is the host’s.')),
    ),
  ];
}

export const NETWORK_CHECKS = [
  ({ ports }: ContainerSpec) => each(ports, port),
  taken,
  exposed,
  networks,
  shared,
  names,
] as const;
