import type { Listener, SocketProtocol } from './socket-table';

interface Told extends Listener {
  readonly pid: number;
  readonly name: string;
}

const unbracketed = (address: string): string => address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');

/** `*:80`, `127.0.0.1:80`, `[::1]:80`; null for anything else, as for a connection. */
function place(text: string, any: string): Pick<Listener, 'address' | 'port'> | null {
  const match = /^(\S+):(\d{1,5})$/.exec(text.trim());
  if (match === null || text.includes('->')) return null;
  const [, address = '', port = ''] = match;
  return { address: address === '*' ? any : unbracketed(address), port: Number(port) };
}

/** From `lsof -F pcPn`: one field a line, its letter first; a process, then its files. */
export function lsofListeners(output: string): readonly Told[] {
  const found: Told[] = [];
  let [pid, name, protocol] = [0, '', ''];
  for (const line of output.split('\n')) {
    const value = line.slice(1);
    if (line.startsWith('p')) [pid, name] = [Number(value), ''];
    else if (line.startsWith('c')) name = value;
    else if (line.startsWith('P')) protocol = value.toLowerCase();
    else if (line.startsWith('n') && (protocol === 'tcp' || protocol === 'udp')) {
      // Its `*` may be of either family: the socket of both is the usual one.
      const at = place(value, '0.0.0.0');
      if (at !== null) found.push({ ...at, protocol, pid, name });
    }
  }
  return found;
}

/** From `netstat -ano`. The word for "listening" is translated; its peer, port 0 or none, is not. */
export const netstatListeners = (output: string): readonly Omit<Told, 'name'>[] =>
  output.split('\n').flatMap((line) => {
    const [kind = '', local = '', remote = '', ...rest] = line.trim().split(/\s+/);
    const protocol: SocketProtocol | null = kind === 'TCP' ? 'tcp' : kind === 'UDP' ? 'udp' : null;
    const at = place(local, '0.0.0.0');
    const pid = Number(rest.at(-1));
    const waits = protocol === 'tcp' ? remote.endsWith(':0') : remote === '*:*';
    return protocol === null || at === null || !waits || !Number.isInteger(pid) ? [] : [{ ...at, protocol, pid }];
  });

/** From `tasklist /FO CSV /NH`. */
export const tasklistNames = (output: string): ReadonlyMap<number, string> =>
  new Map(
    output.split('\n').flatMap((line) => {
      const [, name, pid] = /^"([^"]*)","(\d+)"/.exec(line) ?? [];
      return name === undefined || pid === undefined ? [] : [[Number(pid), name] as const];
    }),
  );

/** From `netsh int ipv4 show excludedportrange`: lines of two numbers. */
export const excludedRanges = (output: string): readonly { readonly from: number; readonly to: number }[] =>
  output.split('\n').flatMap((line) => {
    const [, from, to] = /^\s*(\d{1,5})\s+(\d{1,5})\s*\*?\s*$/.exec(line) ?? [];
    return from === undefined || to === undefined ? [] : [{ from: Number(from), to: Number(to) }];
  });
