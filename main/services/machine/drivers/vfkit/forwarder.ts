import { isIPv6 } from 'node:net';
import * as v from 'valibot';
import { DriverError, type ForwardRule } from '../../driver';
import { VFKIT_NETWORK } from './network';
import { askOverSocket, type SocketRequest } from '../support/http-over-socket';

/** Port forwarding by gvproxy's HTTP API (gvisor-tap-vsock, README "Port forwarding"). */
export interface Forwarder {
  /** All that lead to the guest. */
  list(): Promise<readonly ForwardRule[]>;
  /** Does nothing when it is there. Throws `port-in-use`. */
  expose(rule: ForwardRule): Promise<void>;
  /** Does nothing when it is not there. */
  unexpose(rule: ForwardRule): Promise<void>;
}

const proxies = v.array(v.object({ local: v.string(), remote: v.string(), protocol: v.string() }));
const ADDRESS = /^\[?([^\]]*?)\]?:(\d+)$/;

const local = ({ hostIp, hostPort }: ForwardRule): string =>
  `${isIPv6(hostIp) ? `[${hostIp}]` : hostIp}:${String(hostPort)}`;
const remote = ({ guestPort }: ForwardRule): string => `${VFKIT_NETWORK.guestIp}:${String(guestPort)}`;

function toRule(proxy: v.InferOutput<typeof proxies>[number]): ForwardRule | null {
  const host = ADDRESS.exec(proxy.local);
  const guest = ADDRESS.exec(proxy.remote);
  if (host === null || guest?.[1] !== VFKIT_NETWORK.guestIp) return null;
  if (proxy.protocol !== 'tcp' && proxy.protocol !== 'udp') return null;
  return { protocol: proxy.protocol, hostIp: host[1] ?? '', hostPort: Number(host[2]), guestPort: Number(guest[2]) };
}

const sameListener = (a: ForwardRule, b: ForwardRule): boolean =>
  a.protocol === b.protocol && a.hostIp === b.hostIp && a.hostPort === b.hostPort;

/** Each call throws DriverError: `not-running` when gvproxy is gone, `timeout`, or `failed` with gvproxy's own words. */
export function createForwarder(socketPath: string, timeoutMs: number): Forwarder {
  const ask = (request: SocketRequest) => askOverSocket({ name: 'gvproxy', socketPath, timeoutMs }, request);

  const list = async (): Promise<readonly ForwardRule[]> => {
    const { status, text } = await ask({ method: 'GET', path: '/services/forwarder/all' });
    const told = status === 200 ? v.safeParse(v.pipe(v.string(), v.parseJson(), proxies), text) : null;
    if (told?.success !== true) throw new DriverError('failed', 'gvproxy did not tell its ports.', null, text);
    return told.output.map(toRule).filter((rule) => rule !== null);
  };

  /** The forward that already listens there, if gvproxy itself has it. */
  const standing = async (rule: ForwardRule): Promise<ForwardRule | undefined> =>
    (await list()).find((each) => sameListener(each, rule));

  return {
    list,
    async expose(rule) {
      const body = { local: local(rule), remote: remote(rule), protocol: rule.protocol };
      const { status, text } = await ask({ method: 'POST', path: '/services/forwarder/expose', body });
      if (status === 200) return;
      if (text.includes('proxy already running') && (await standing(rule))?.guestPort === rule.guestPort) return;
      throw refusal(rule, text.trim());
    },
    async unexpose(rule) {
      const body = { local: local(rule), protocol: rule.protocol };
      const { status, text } = await ask({ method: 'POST', path: '/services/forwarder/unexpose', body });
      if (status === 200 || text.includes('proxy not found')) return;
      throw new DriverError('failed', `gvproxy did not let go of port ${String(rule.hostPort)}.`, null, text.trim());
    },
  };
}

function refusal(rule: ForwardRule, text: string): DriverError {
  const where = `${local(rule)}/${rule.protocol}`;
  if (/address already in use|proxy already running/.test(text)) {
    return new DriverError('port-in-use', `${where} is taken on this computer.`, null, text);
  }
  if (text.includes('permission denied')) {
    return new DriverError(
      'failed',
      `macOS lets only root listen on ${where}: choose a port from 1024 up.`,
      null,
      text,
    );
  }
  if (text.includes("can't assign requested address")) {
    return new DriverError('failed', `This computer has no address ${rule.hostIp}.`, null, text);
  }
  return new DriverError('failed', `gvproxy did not take ${where}.`, null, text);
}
