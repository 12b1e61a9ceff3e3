import { readdir, readFile, readlink } from 'node:fs/promises';

export interface HostPort {
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
}

const LISTEN = '0A';
/** A process names itself. */
const NAME_LIMIT = 64;

const readText = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '');

/** Inode to port of the sockets that hold a port, from the text of Linux's `/proc/net/tcp`, `tcp6`, `udp` or `udp6`. */
export function socketsByInode(table: string, protocol: HostPort['protocol']): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const line of table.split('\n').slice(1)) {
    const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/);
    const port = Number.parseInt(local.split(':').at(-1) ?? '', 16);
    if (inode !== undefined && port > 0 && (protocol === 'udp' || state === LISTEN)) found.set(inode, port);
  }
  return found;
}

const keyOf = ({ protocol, port }: HostPort): string => `${protocol} ${port}`;

/** Which of the sockets a process holds; none where it ended meanwhile or is another user's. */
async function heldBy(pid: string, sockets: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const fds = await readdir(`/proc/${pid}/fd`).catch(() => []);
  const links = await Promise.all(fds.map((fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')));
  return links.flatMap((link) => sockets.get(link) ?? []);
}

/**
 * Who holds these ports, for the user (`nginx (process 12)`), by `tcp 80`. Only what the system tells this user; nothing
 * outside Linux. One walk over all processes, however many ports.
 */
export async function findPortHolders(
  ports: readonly HostPort[],
  platform: NodeJS.Platform = process.platform,
): Promise<ReadonlyMap<string, string>> {
  const holders = new Map<string, string>();
  if (platform !== 'linux' || ports.length === 0) return holders;
  const asked = new Set(ports.map(keyOf));
  const sockets = new Map<string, string>();
  for (const protocol of ['tcp', 'udp'] as const)
    for (const table of [protocol, `${protocol}6`])
      for (const [inode, port] of socketsByInode(await readText(`/proc/net/${table}`), protocol))
        if (asked.has(keyOf({ protocol, port }))) sockets.set(`socket:[${inode}]`, keyOf({ protocol, port }));
  if (sockets.size === 0) return holders;
  for (const pid of (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name)))
    for (const key of await heldBy(pid, sockets)) holders.set(key, `${await nameOf(pid)} (process ${pid})`.trim());
  return holders;
}

const nameOf = async (pid: string): Promise<string> =>
  (await readText(`/proc/${pid}/comm`))
    .trim()
    .replace(/[^ -~]/g, '?')
    .slice(0, NAME_LIMIT);
