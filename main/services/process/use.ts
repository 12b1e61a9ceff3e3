import fs from 'node:fs/promises';
import { readPs, readStat, readWindowsProcess } from './facts';

/** What a process has cost until now. */
export interface ProcessUse {
  /** Of all its threads, since it began. */
  readonly cpuSeconds: number;
  /** In memory now. */
  readonly memoryBytes: number;
}

/** USER_HZ, which is 100 on every architecture that Linux runs node on. */
const TICKS_A_SECOND = 100;
const RSS = /^VmRSS:\s+(\d+) kB$/m;

/** Null: there is no such process. */
export async function useOf(pid: number, platform: NodeJS.Platform = process.platform): Promise<ProcessUse | null> {
  if (platform !== 'linux') return platform === 'win32' ? readWindowsProcess(pid) : readPs(pid);
  const stat = await readStat(pid);
  const status = await fs.readFile(`/proc/${String(pid)}/status`, 'utf8').catch(() => '');
  const rss = RSS.exec(status)?.[1];
  if (stat === null || rss === undefined) return null;
  return { cpuSeconds: stat.cpuTicks / TICKS_A_SECOND, memoryBytes: Number(rss) * 1024 };
}
