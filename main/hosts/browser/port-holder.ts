import { execFile } from 'node:child_process';
import fs from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** A message about a port is not worth a longer wait, ms. */
const ANSWER_MS = 2_000;

export interface PortHolder {
  readonly pid: number;
  /** Empty where the system does not say. */
  readonly name: string;
}

const LISTEN = '0A';

/** Inodes of the sockets that listen on a port, from the text of Linux's `/proc/net/tcp` or `tcp6`. */
export const listeningInodes = (table: string, port: number): string[] =>
  table.split('\n').flatMap((line) => {
    const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/);
    const listens = state === LISTEN && Number.parseInt(local.split(':')[1] ?? '', 16) === port;
    return listens && inode !== undefined ? [inode] : [];
  });

const orEmpty = <T>(read: () => T, empty: T): T => {
  try {
    return read();
  } catch {
    // It ended meanwhile, or is another user's.
    return empty;
  }
};

const holdsOneOf = (pid: string, sockets: ReadonlySet<string>): boolean =>
  orEmpty(() => fs.readdirSync(`/proc/${pid}/fd`), []).some((fd) =>
    sockets.has(orEmpty(() => fs.readlinkSync(`/proc/${pid}/fd/${fd}`), '')),
  );

const onLinux = (port: number): PortHolder | null => {
  const tables = ['tcp', 'tcp6'].map((name) => orEmpty(() => fs.readFileSync(`/proc/net/${name}`, 'utf8'), ''));
  const inodes = tables.flatMap((table) => listeningInodes(table, port));
  const sockets = new Set(inodes.map((inode) => `socket:[${inode}]`));
  const pid = fs.readdirSync('/proc').find((name) => /^\d+$/.test(name) && holdsOneOf(name, sockets));
  if (pid === undefined) return null;
  return { pid: Number(pid), name: orEmpty(() => fs.readFileSync(`/proc/${pid}/comm`, 'utf8'), '').trim() };
};

/** From `lsof -F pc`: one field a line, its letter first. */
export const lsofHolder = (output: string): PortHolder | null => {
  const pid = /^p(\d+)$/m.exec(output)?.[1];
  return pid === undefined ? null : { pid: Number(pid), name: /^c(.+)$/m.exec(output)?.[1] ?? '' };
};

/** From `netstat -ano -p TCP`. The word for "listening" is translated; its peer, port 0, is not. */
export const netstatPid = (output: string, port: number): number | null => {
  const fields = output.split('\n').map((line) => line.trim().split(/\s+/));
  const found = fields.find(([, local, remote]) => local?.endsWith(`:${port}`) && remote?.endsWith(':0'));
  return found === undefined ? null : Number(found.at(-1));
};

const onWindows = async (port: number): Promise<PortHolder | null> => {
  const { stdout } = await run('netstat', ['-ano', '-p', 'TCP'], { timeout: ANSWER_MS });
  const pid = netstatPid(stdout, port);
  if (pid === null) return null;
  const list = await run('tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH'], { timeout: ANSWER_MS });
  return { pid, name: /^"([^"]+)"/.exec(list.stdout)?.[1] ?? '' };
};

const onMac = async (port: number): Promise<PortHolder | null> => {
  const args = ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-F', 'pc'];
  return lsofHolder((await run('lsof', args, { timeout: ANSWER_MS })).stdout);
};

/** Who listens on a port; null where that cannot be told (another user's process, a tool that is missing). */
export const findPortHolder = async (port: number, platform: NodeJS.Platform): Promise<PortHolder | null> => {
  try {
    if (platform === 'linux') return onLinux(port);
    return await (platform === 'win32' ? onWindows(port) : onMac(port));
  } catch {
    return null;
  }
};

/** Why listening failed, in one line for the user. */
export const listenFailure = async (error: unknown, port: number, platform: NodeJS.Platform): Promise<string> => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EACCES') return `Port ${port} is not for this user: choose one above 1023 with --port.`;
  if (code !== 'EADDRINUSE') return `Cannot listen on port ${port}: ${String(error)}`;
  const holder = await findPortHolder(port, platform);
  // A process names itself, and may do so with control characters.
  const name = holder?.name.replace(/[^ -~]/g, '?') ?? '';
  const who = holder === null ? 'another program' : `${name} (process ${holder.pid})`.trim();
  return `Port ${port} is taken by ${who}. Choose another with --port, or leave --port out for a free one.`;
};
