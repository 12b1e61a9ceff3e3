import { readdir, readFile, readlink } from 'node:fs/promises';
import { lsofListeners, netstatListeners, tasklistNames } from './listener-tools';
import { run } from './run';
import { type Listener, readSocketTables } from './socket-table';

/** A port of this computer that a process waits at. */
export interface HeldPort extends Listener {
  /** Null where the system does not tell this user. */
  readonly pid: number | null;
  /** As the process calls itself, without what is not plain; empty where it is not told. */
  readonly name: string;
  /** Of the container the process runs in, by its control group; null: in none that is known. */
  readonly containerId: string | null;
}

/** A message about a port is not worth a longer wait. */
const ANSWER_MS = 5000;
const OUTPUT_BYTES = 8 * 1024 * 1024;
const NAME_LIMIT = 64;

const readText = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '');
const plain = (name: string): string =>
  name
    .trim()
    .replace(/[^ -~]/g, '?')
    .slice(0, NAME_LIMIT);

/**
 * All ports of this computer that processes wait at, TCP and UDP. One walk over all processes, however many ports. Rejects
 * where the system's tool is missing or fails.
 */
export async function listListeners(platform: NodeJS.Platform = process.platform): Promise<readonly HeldPort[]> {
  if (platform === 'linux') return onLinux();
  return platform === 'win32' ? onWindows() : onUnix();
}

async function onLinux(): Promise<readonly HeldPort[]> {
  const texts = await Promise.all(['tcp', 'tcp6', 'udp', 'udp6'].map((name) => readText(`/proc/net/${name}`)));
  const sockets = readSocketTables(texts.join('\n'));
  const holders = await holdersOf(new Set(sockets.map(({ inode }) => `socket:[${inode}]`)));
  return sockets.map(({ inode, ...listener }) => ({
    ...listener,
    ...(holders.get(`socket:[${inode}]`) ?? { pid: null, name: '', containerId: null }),
  }));
}

type Holder = Pick<HeldPort, 'pid' | 'name' | 'containerId'>;

/** Who has a socket open; none for what ended meanwhile or is another user's. Of several, the first: the parent. */
async function holdersOf(sockets: ReadonlySet<string>): Promise<ReadonlyMap<string, Holder>> {
  const found = new Map<string, Holder>();
  if (sockets.size === 0) return found;
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  for (const pid of pids) {
    const fds = await readdir(`/proc/${pid}/fd`).catch(() => []);
    const links = await Promise.all(fds.map((fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')));
    const held = links.filter((link) => sockets.has(link) && !found.has(link));
    if (held.length === 0) continue;
    const holder = await holderOf(pid);
    for (const link of held) found.set(link, holder);
  }
  return found;
}

const holderOf = async (pid: string): Promise<Holder> => ({
  pid: Number(pid),
  name: plain(await readText(`/proc/${pid}/comm`)),
  containerId: containerIn(await readText(`/proc/${pid}/cgroup`)),
});

/** The id in the path of a control group, as every engine on Linux names it; null: none. */
export const containerIn = (cgroup: string): string | null => /\b([0-9a-f]{64})\b/.exec(cgroup)?.[1] ?? null;

const outputOf = async (program: string, args: readonly string[]): Promise<string> =>
  (await run(program, args, { timeoutMs: ANSWER_MS, maxOutputBytes: OUTPUT_BYTES })).stdout;

async function onUnix(): Promise<readonly HeldPort[]> {
  const output = await outputOf('lsof', ['-nP', '-iTCP', '-sTCP:LISTEN', '-iUDP', '-F', 'pcPn']);
  return lsofListeners(output).map((each) => ({ ...each, name: plain(each.name), containerId: null }));
}

async function onWindows(): Promise<readonly HeldPort[]> {
  const [output, tasks] = await Promise.all([
    outputOf('netstat', ['-ano']),
    outputOf('tasklist', ['/FO', 'CSV', '/NH']).catch(() => ''),
  ]);
  const names = tasklistNames(tasks);
  return netstatListeners(output).map((each) => ({
    ...each,
    name: plain(names.get(each.pid) ?? ''),
    containerId: null,
  }));
}

/** Who listens on a TCP port of this computer; null where that cannot be told (another user's process, a tool that is missing). */
export async function findPortHolder(
  port: number,
  platform: NodeJS.Platform,
): Promise<{ readonly pid: number; readonly name: string } | null> {
  const held = await listListeners(platform).catch(() => []);
  const holder = held.find((each) => each.protocol === 'tcp' && each.port === port && each.pid !== null);
  return holder === undefined || holder.pid === null ? null : { pid: holder.pid, name: holder.name };
}
