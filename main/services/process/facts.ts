import fs from 'node:fs/promises';
import { run, type RunResult } from './run';

/** Of `/proc/<pid>/stat`. */
export interface Stat {
  readonly name: string;
  readonly state: string;
  /** A zombie with more than one has threads that still run, or still hold its files and ports. */
  readonly threads: number;
  /** Clock ticks since the boot. */
  readonly startTicks: string;
  /** Clock ticks. */
  readonly cpuTicks: number;
}

export interface ProcessFacts {
  readonly started: string;
  readonly executable: string;
  readonly cpuSeconds: number;
  readonly memoryBytes: number;
}

const ASK_MS = 5_000;

/** The fields of proc(5), counted from the one after the name, which may itself hold spaces and parentheses. */
const STATE = 0;
const UTIME = 11;
const STIME = 12;
const THREADS = 17;
const START_TIME = 19;

export function parseStat(text: string): Stat | null {
  const open = text.indexOf('(');
  const close = text.lastIndexOf(')');
  if (open < 0 || close < open) return null;
  const fields = text
    .slice(close + 1)
    .trim()
    .split(' ');
  const startTicks = fields[START_TIME];
  const state = fields[STATE];
  if (startTicks === undefined || state === undefined) return null;
  const cpuTicks = Number(fields[UTIME]) + Number(fields[STIME]);
  return { name: text.slice(open + 1, close), state, threads: Number(fields[THREADS]), startTicks, cpuTicks };
}

/** Null: no such process. */
export const readStat = (pid: number): Promise<Stat | null> =>
  fs.readFile(`/proc/${String(pid)}/stat`, 'utf8').then(parseStat, () => null);

const clean = (result: RunResult | null): string => (result?.code === 0 ? result.stdout : '').trim();
const ask = async (program: string, args: readonly string[]): Promise<string> =>
  clean(await run(program, args, { timeoutMs: ASK_MS, env: { ...process.env, LC_ALL: 'C' } }).catch(() => null));

/** `[[dd-]hh:]mm:ss[.cc]`, as ps writes it. */
export function secondsOf(time: string): number {
  const [clock = '', days = '0'] = time.split('-').reverse();
  return clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0) + Number(days) * 86_400;
}

const PS_LINE =
  /^(?<started>\w{3} +\w{3} +\d+ +[\d:]+ +\d{4}) +(?<time>[\d:.-]+) +(?<rss>\d+) +(?<state>\S+) +(?<comm>.+)$/;

/** One line of `ps -o lstart=,time=,rss=,state=,comm=`. */
export function parsePs(line: string): ProcessFacts | null {
  const found = PS_LINE.exec(line.trim())?.groups;
  if (found === undefined || found.state?.startsWith('Z') === true) return null;
  return {
    started: (found.started ?? '').replace(/ +/g, ' '),
    executable: found.comm ?? '',
    cpuSeconds: secondsOf(found.time ?? ''),
    memoryBytes: Number(found.rss) * 1024,
  };
}

/** macOS and the BSDs. */
export const readPs = async (pid: number): Promise<ProcessFacts | null> =>
  parsePs(await ask('ps', ['-o', 'lstart=,time=,rss=,state=,comm=', '-p', String(pid)]));

/** A line each: start as file time, processor seconds, bytes, path. */
export function parseWindows(text: string): ProcessFacts | null {
  const [started = '', cpu = '', memory = '', executable = ''] = text.split(/\r?\n/);
  if (!/^\d+$/.test(started)) return null;
  return { started, executable, cpuSeconds: Number(cpu.replace(',', '.')), memoryBytes: Number(memory) };
}

/** By PowerShell, which every Windows has; wmic is gone from new ones. */
export async function readWindowsProcess(pid: number): Promise<ProcessFacts | null> {
  const script = [
    `$p = Get-Process -Id ${String(pid)} -ErrorAction Stop`,
    '$p.StartTime.ToFileTimeUtc()',
    '$p.TotalProcessorTime.TotalSeconds.ToString([cultureinfo]::InvariantCulture)',
    '$p.WorkingSet64',
    '$p.Path',
  ].join('; ');
  return parseWindows(await ask('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', script]));
}
