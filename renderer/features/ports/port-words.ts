import type { InsideView, PortProblem, PortProblemKind, PortRange, PortRow } from '../../../main/contract/ports';
import { withoutControls } from '../../lib/control-characters';
import { t } from '../../lib/i18n';

export const INSIDE_WORDS: Readonly<Record<InsideView, string>> = {
  unknown: t('Not looked at'),
  listening: t('Listens'),
  loopback: t('Loopback only'),
  nobody: t('Nobody listens'),
  untold: t('Cannot be told'),
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
    short: t('Taken by a container'),
    long: (who, row) =>
      t('{who} has port {port}, so this container cannot start while that one runs.', { who, port: portOf(row) }),
  },
  'taken-by-process': {
    tone: 'bad',
    short: t('Taken by a program'),
    long: (who, row) =>
      t('{who} on this computer has port {port}, so this container cannot start.', { who, port: portOf(row) }),
  },
  'shared-wish': {
    tone: 'warn',
    short: t('Wanted by another'),
    long: (who) => t('{who}, which is not running either, wants it too: only one of them can run at a time.', { who }),
  },
  'wanted-by': {
    tone: 'info',
    short: t('Wanted by another'),
    long: (who) => t('{who}, which is not running, wants it too and cannot start while this one has it.', { who }),
  },
  'start-failed': {
    tone: 'bad',
    short: t('Its start failed'),
    long: () => t('Its last start failed over this port. The engine said:'),
  },
  'foreign-process': {
    tone: 'bad',
    short: t('A program has it too'),
    long: (who) =>
      t('{who} on this computer listens at the same address: who connects may reach that instead.', { who }),
  },
  'other-family': {
    tone: 'warn',
    short: t('IPv4 and IPv6 differ'),
    long: (who) =>
      t(
        '{who} listens on the same port of the other family of addresses: “localhost” may lead to it (IPv6) or to the container (IPv4).',
        { who },
      ),
  },
  'nobody-listens': {
    tone: 'bad',
    short: t('Nobody listens inside'),
    long: (_, row) =>
      t(
        'It is published, but nothing in the container listens at port {containerPort}: who connects is cut off. Look whether the program has started, and at which port it listens.',
        { containerPort: row.container?.containerPort ?? 0 },
      ),
  },
  'loopback-only': {
    tone: 'bad',
    short: t('Listens on loopback only'),
    long: (_, row) =>
      t(
        "The program inside listens at port {containerPort} of the container's own loopback, where nothing from outside reaches it. Let it listen at 0.0.0.0.",
        { containerPort: row.container?.containerPort ?? 0 },
      ),
  },
  'not-forwarded': {
    tone: 'bad',
    short: t('Does not reach this computer'),
    long: () => t('The Slipway VM could not lead this port to its container:'),
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
  if (hostIps.includes('') || (hostIps.includes('0.0.0.0') && hostIps.includes('::'))) return t('all');
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
  return process.pid === null ? t("another user's program") : `${process.name} (${process.pid})`;
};

const RANGE_WORDS: Readonly<Record<PortRange['kind'], string>> = {
  privileged: t('need rights of their own'),
  ephemeral: t('are given to outgoing connections'),
  reserved: t('are kept out of those'),
  excluded: t('Windows gives to nobody'),
};

/** "1–1023 need rights of their own; 32768–60999 are given to outgoing connections". */
export function rangesWords(ranges: readonly PortRange[]): string {
  const kinds = [...new Set(ranges.map(({ kind }) => kind))];
  return kinds
    .map((kind) => {
      const of = ranges.filter((range) => range.kind === kind);
      const shown = of.slice(0, 6).map(({ from, to }) => (from === to ? String(from) : `${from}–${to}`));
      return `${shown.join(', ')}${of.length > shown.length ? t(' and others') : ''} ${RANGE_WORDS[kind]}`;
    })
    .join('; ');
}
