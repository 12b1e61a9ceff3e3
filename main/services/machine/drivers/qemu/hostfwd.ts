import dgram from 'node:dgram';
import { once } from 'node:events';
import net from 'node:net';
import { DriverError, type ForwardRule } from '../../driver';
import { NETDEV, GUEST_IP } from './names';
import { say } from '../../../../../texts/say';

const EVERY_ADDRESS = '0.0.0.0';

const target = ({ protocol, hostIp, hostPort }: ForwardRule): string => `${protocol}:${hostIp}:${String(hostPort)}`;

/** QEMU's spelling of a rule: `tcp:127.0.0.1:8080-10.0.2.15:80`. */
export const ruleText = (rule: ForwardRule): string => `${target(rule)}-${GUEST_IP}:${String(rule.guestPort)}`;

export const addCommand = (rule: ForwardRule): string => `hostfwd_add ${NETDEV} ${ruleText(rule)}`;
export const removeCommand = (rule: ForwardRule): string => `hostfwd_remove ${NETDEV} ${target(rule)}`;

const isPort = (port: number): boolean => Number.isInteger(port) && port > 0 && port <= 65_535;

/** Refuses what QEMU's user network cannot do, and what would be another command in its monitor. */
export function checkRule(rule: ForwardRule): void {
  if (net.isIPv6(rule.hostIp)) {
    throw new DriverError(
      'unsupported',
      say('QEMU forwards no IPv6 ports, so nothing can listen on [{hostIp}].', { hostIp: rule.hostIp }),
    );
  }
  if (!net.isIPv4(rule.hostIp) || !isPort(rule.hostPort) || !isPort(rule.guestPort)) {
    throw new DriverError('failed', say('{rule} is no address and port.', { rule: ruleText(rule) }));
  }
}

const LINE =
  /^\s*(?<protocol>TCP|UDP)\[HOST_FORWARD\]\s+\d+\s+(?<ip>\*|[\d.]+)\s+(?<port>\d+)\s+(?<guest>\*|[\d.]+)\s+(?<guestPort>\d+)\s/;

/** The rules in the answer to `info usernet`; open connections are passed over. */
export function parseUsernet(text: string): readonly ForwardRule[] {
  return text.split('\n').flatMap((line) => {
    const found = LINE.exec(line)?.groups;
    if (found === undefined) return [];
    return {
      protocol: found.protocol === 'UDP' ? ('udp' as const) : ('tcp' as const),
      hostIp: found.ip === '*' ? EVERY_ADDRESS : (found.ip ?? ''),
      hostPort: Number(found.port),
      guestPort: Number(found.guestPort),
    };
  });
}

export const sameRule = (one: ForwardRule, other: ForwardRule): boolean => ruleText(one) === ruleText(other);

/** Whether both would listen at the same place. */
export const sameTarget = (one: ForwardRule, other: ForwardRule): boolean => target(one) === target(other);

async function tryTcp({ hostIp, hostPort }: ForwardRule): Promise<void> {
  const server = net.createServer();
  server.listen({ host: hostIp, port: hostPort, exclusive: true });
  await once(server, 'listening');
  server.close();
  await once(server, 'close');
}

async function tryUdp({ hostIp, hostPort }: ForwardRule): Promise<void> {
  const socket = dgram.createSocket('udp4');
  try {
    socket.bind({ address: hostIp, port: hostPort, exclusive: true });
    await once(socket, 'listening');
  } finally {
    socket.close();
  }
}

/** QEMU only says that it could not; the system says why when we try the same. Null: for us it would work. */
async function obstacle(rule: ForwardRule): Promise<string | null> {
  try {
    await (rule.protocol === 'tcp' ? tryTcp(rule) : tryUdp(rule));
    return null;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  }
}

/** What to throw after QEMU refused a rule with `said`. */
export async function forwardFailure(rule: ForwardRule, said: string): Promise<DriverError> {
  const place = `${rule.hostIp}:${String(rule.hostPort)}/${rule.protocol}`;
  const detail = said.trim();
  if (!said.includes('Could not set up'))
    return new DriverError('failed', say('QEMU refused to forward {place}.', { place }), null, detail);
  const code = await obstacle(rule);
  if (code === 'EACCES') {
    const fix = process.platform === 'linux' ? 'sudo sysctl net.ipv4.ip_unprivileged_port_start=0' : null;
    return new DriverError(
      'failed',
      say('Programs of yours may not listen on port {hostPort}.', { hostPort: rule.hostPort }),
      fix,
      detail,
    );
  }
  if (code === 'EADDRNOTAVAIL') {
    return new DriverError(
      'failed',
      say('This machine has no address {hostIp} to listen on.', { hostIp: rule.hostIp }),
      null,
      detail,
    );
  }
  return new DriverError('port-in-use', say('Port {place} is taken by another program.', { place }), null, detail);
}
