import dgram from 'node:dgram';
import net from 'node:net';
import { DriverError, type ForwardRule } from '../../driver';
import type { ForwardVerbs } from '../apply';
import { ruleKey } from '../wanted';

export interface HostDriver extends ForwardVerbs {
  /** `ruleKey` of each rule. */
  keys(): readonly string[];
  /** `add tcp 80 127.0.0.1`, in order. */
  readonly guest: readonly string[];
  close(): Promise<void>;
}

type Close = () => Promise<void>;

/** Takes the ports of the host as a hypervisor does, and leads nowhere. */
export function createHostDriver(): HostDriver {
  const open = new Map<string, { readonly rule: ForwardRule; readonly close: Close }>();
  const guest: string[] = [];
  const unset = async (rule: ForwardRule): Promise<void> => {
    const key = ruleKey(rule);
    const close = open.get(key)?.close;
    open.delete(key);
    await close?.();
  };
  return {
    guest,
    keys: () => [...open.keys()].sort(),
    setForward: async (rule) => {
      if (open.has(ruleKey(rule))) return;
      const close = await (rule.protocol === 'tcp' ? listen(rule) : bind(rule)).catch((error: unknown) => {
        const inUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
        throw new DriverError(inUse ? 'port-in-use' : 'failed', String(error));
      });
      open.set(ruleKey(rule), { rule, close });
    },
    unsetForward: unset,
    listForwards: async () => [...open.values()].map(({ rule }) => rule),
    guestForward: async (action, { protocol, port, guestIp }) => {
      guest.push(`${action} ${protocol} ${port} ${guestIp}`);
    },
    close: async () => {
      for (const { rule } of [...open.values()]) await unset(rule);
    },
  };
}

const listen = ({ hostIp, hostPort }: ForwardRule): Promise<Close> =>
  new Promise((resolve, reject) => {
    const server = net.createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen(hostPort, hostIp, () => resolve(() => new Promise((closed) => server.close(() => closed()))));
  });

const bind = ({ hostIp, hostPort }: ForwardRule): Promise<Close> =>
  new Promise((resolve, reject) => {
    const socket = dgram.createSocket('udp4');
    socket.once('error', reject);
    socket.bind(hostPort, hostIp, () => resolve(() => new Promise((closed) => socket.close(() => closed()))));
  });
