import type { InsideView, PortProblem, PortProblemKind, PortRange, PortRow } from '../../../main/contract/ports';
import { withoutControls } from '../../lib/control-characters';

export const INSIDE_WORDS: Readonly<Record<InsideView, string>> = {
  unknown: 'Not looked at',
  listening: 'Listens',
  loopback: 'Loopback only',
  nobody: 'Nobody listens',
  untold: 'Cannot be told',
};

export type Tone = 'bad' | 'warn' | 'info';

interface ProblemWords {
  readonly tone: Tone;
  readonly short: string;
  /** What it means and what to do; `who` has no control characters. */
  readonly long: (who: string, row: PortRow) => string;
}

const portOf = ({ hostPort, protocol }: PortRow): string => `${hostPort}/${protocol}`;

export const PROBLEMS: Readonly<Record<PortProblemKind, ProblemWords>> = {
  'taken-by-container': {
    tone: 'bad',
    short: 'Taken by a container',
    long: (who, row) => `${who} has port ${portOf(row)}, so this container cannot start while that one runs.`,
  },
  'taken-by-process': {
    tone: 'bad',
    short: 'Taken by a program',
    long: (who, row) => `${who} on this computer has port ${portOf(row)}, so this container cannot start.`,
  },
  'shared-wish': {
    tone: 'warn',
    short: 'Wanted by another',
    long: (who) => `${who}, which is not running either, wants it too: only one of them can run at a time.`,
  },
  'wanted-by': {
    tone: 'info',
    short: 'Wanted by another',
    long: (who) => `${who}, which is not running, wants it too and cannot start while this one has it.`,
  },
  'start-failed': {
    tone: 'bad',
    short: 'Its start failed',
    long: () => 'Its last start failed over this port. The engine said:',
  },
  'foreign-process': {
    tone: 'bad',
    short: 'A program has it too',
    long: (who) => `${who} on this computer listens at the same address: who connects may reach that instead.`,
  },
  'other-family': {
    tone: 'warn',
    short: 'IPv4 and IPv6 differ',
    long: (who) =>
      `${who} listens on the same port of the other family of addresses: “localhost” may lead to it (IPv6) or to the container (IPv4).`,
  },
  'nobody-listens': {
    tone: 'bad',
    short: 'Nobody listens inside',
    long: (_, row) =>
      `It is published, but nothing in the container listens at port ${row.container?.containerPort ?? 0}: who connects is cut off. Look whether the program has started, and at which port it listens.`,
  },
  'loopback-only': {
    tone: 'bad',
    short: 'Listens on loopback only',
    long: (_, row) =>
      `The program inside listens at port ${row.container?.containerPort ?? 0} of the container's own loopback, where nothing from outside reaches it. Let it listen at 0.0.0.0.`,
  },
  'not-forwarded': {
    tone: 'bad',
    short: 'Does not reach this computer',
    long: () => 'The Slipway VM could not lead this port to its container:',
  },
};

const WEIGHT: Readonly<Record<Tone, number>> = { bad: 0, warn: 1, info: 2 };

/** The gravest first. */
export const worst = (problems: readonly PortProblem[]): PortProblem | undefined =>
  [...problems].sort((a, b) => WEIGHT[PROBLEMS[a.kind].tone] - WEIGHT[PROBLEMS[b.kind].tone])[0];

/** Something to act on, not only to know. */
export const isTroubled = ({ problems }: PortRow): boolean =>
  problems.some(({ kind }) => PROBLEMS[kind].tone !== 'info');

export const problemWords = (problem: PortProblem, row: PortRow): string =>
  PROBLEMS[problem.kind].long(withoutControls(problem.who), row);

const bracketed = (ip: string): string => (ip.includes(':') && !ip.startsWith('[') ? `[${ip}]` : ip);

export function addressWords({ hostIps }: Pick<PortRow, 'hostIps'>): string {
  if (hostIps.includes('') || (hostIps.includes('0.0.0.0') && hostIps.includes('::'))) return 'all';
  return hostIps.map(bracketed).join(', ');
}

const LOCAL = new Set(['', '0.0.0.0', '::', '127.0.0.1', '::1']);

/** Where it opens in a browser; null: nobody answers there, or it is no TCP. An address is the engine's text. */
export function hrefOf({ protocol, hostPort, hostIps, container }: PortRow): string | null {
  if (protocol !== 'tcp' || container?.holds !== true) return null;
  if (hostIps.some((ip) => LOCAL.has(ip))) return `http://localhost:${hostPort}`;
  const [ip = ''] = hostIps;
  return /^[\da-fA-F.:]+$/.test(ip) ? `http://${bracketed(ip)}:${hostPort}` : null;
}

/** The command of this computer that shows who has it. */
export function showCommand({ hostPort, protocol }: PortRow, platform: string): string {
  if (platform === 'win32') return `netstat -ano | findstr :${hostPort}`;
  if (platform === 'darwin') return `lsof -nP -i${protocol.toUpperCase()}:${hostPort}`;
  return `ss -${protocol === 'udp' ? 'u' : 't'}lnp 'sport = :${hostPort}'`;
}

export const processWords = ({ process }: PortRow): string => {
  if (process === null) return '';
  return process.pid === null ? "another user's program" : `${process.name} (${process.pid})`;
};

const RANGE_WORDS: Readonly<Record<PortRange['kind'], string>> = {
  privileged: 'need rights of their own',
  ephemeral: 'are given to outgoing connections',
  reserved: 'are kept out of those',
  excluded: 'Windows gives to nobody',
};

/** "1–1023 need rights of their own; 32768–60999 are given to outgoing connections". */
export function rangesWords(ranges: readonly PortRange[]): string {
  const kinds = [...new Set(ranges.map(({ kind }) => kind))];
  return kinds
    .map((kind) => {
      const of = ranges.filter((range) => range.kind === kind);
      const shown = of.slice(0, 6).map(({ from, to }) => (from === to ? String(from) : `${from}–${to}`));
      return `${shown.join(', ')}${of.length > shown.length ? ' and others' : ''} ${RANGE_WORDS[kind]}`;
    })
    .join('; ');
}
