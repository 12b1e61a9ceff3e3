import fs from 'node:fs/promises';
import path from 'node:path';
import { readStat } from '../process/facts';

/** Of `/proc/<pid>/stat`, whatever the kernel counts in itself. */
const TICKS_PER_SECOND = 100;

/**
 * Seconds of processor time that the engine behind this socket has used, all told. Null where that cannot be seen: on
 * another machine, on a system without /proc, or when no pid file beside the socket (as dockerd's default is) names it.
 */
export async function engineCpuSeconds(url: string): Promise<number | null> {
  const socket = /^unix:\/\/(.+)$/.exec(url)?.[1];
  if (socket === undefined) return null;
  const text = await fs.readFile(path.join(path.dirname(socket), 'docker.pid'), 'utf8').catch(() => '');
  const pid = Number(text.trim());
  if (!Number.isInteger(pid) || pid <= 0) return null;
  const stat = await readStat(pid);
  return stat?.name === 'dockerd' ? stat.cpuTicks / TICKS_PER_SECOND : null;
}
