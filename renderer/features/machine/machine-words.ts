import type { MachineForward, MachinePower, MachineSettings, MachineState } from '../../../main/contract/machine';
import { t } from '../../lib/i18n';

/** The machine's name wherever it is spoken of. */
export const NAME = t('Slipway VM');
/** The docker CLI's way to it: main keeps a context of this name. */
export const CLI = 'docker --context slipway ps';

export const POWER_WORDS: Readonly<Record<MachinePower, string>> = {
  absent: t('Not created'),
  stopped: t('Stopped'),
  starting: t('Starting'),
  running: t('Running'),
  sleeping: t('Sleeping'),
  stopping: t('Stopping'),
  broken: t('Needs attention'),
};

export type Tone = 'ok' | 'warn' | 'bad' | 'idle' | 'busy';

const POWER_TONES: Readonly<Record<MachinePower, Tone>> = {
  absent: 'idle',
  stopped: 'idle',
  starting: 'busy',
  running: 'ok',
  sleeping: 'idle',
  stopping: 'busy',
  broken: 'bad',
};

/** A machine that runs without an engine, or with a fault, is not said to be well. */
export function powerTone({ power, engineReady, fault }: MachineState): Tone {
  if (power !== 'running') return POWER_TONES[power];
  return fault === null && engineReady ? 'ok' : 'warn';
}

const ACCELERATOR_WORDS: Readonly<Record<string, string>> = {
  kvm: 'KVM',
  hvf: t('Hypervisor.framework'),
  whpx: t('Windows Hypervisor Platform'),
  tcg: t('Software emulation (TCG)'),
};

export const acceleratorWords = (accelerator: string): string => ACCELERATOR_WORDS[accelerator] ?? accelerator;

const SETTING_WORDS: Readonly<Record<keyof MachineSettings, string>> = {
  cpus: t('CPUs'),
  memoryMiB: t('memory'),
  diskGiB: t('the disk limit'),
  shares: t('shared folders'),
  sleepAfterMinutes: t('the time until it sleeps'),
  publishOn: t('where ports are published'),
  autoStart: t('start with Slipway'),
  access: t('registries and proxies'),
};

const isSetting = (name: string): name is keyof MachineSettings => Object.hasOwn(SETTING_WORDS, name);

/** "CPUs, memory and shared folders". */
export function settingsWords(names: readonly string[]): string {
  const words = names.map((name) => (isSetting(name) ? SETTING_WORDS[name] : name));
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : t('{words} and {last}', { words: words.slice(0, -1).join(', '), last });
}

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;
export const mebibytes = (count: number): number => count * MIB;
export const gibibytes = (count: number): number => count * GIB;

/** "37 %": of a whole, or of one core. */
export const percent = (share: number): string => `${Math.round(Math.max(0, share) * 100)} %`;

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** How long something has been going on, in whole seconds: a count that runs must not flicker in its fractions. */
export function elapsedWords(ms: number): string {
  const whole = Math.max(0, ms);
  const seconds = Math.floor((whole % MINUTE) / SECOND);
  return whole < MINUTE ? `${seconds} s` : t('{floor} min {seconds} s', { floor: Math.floor(whole / MINUTE), seconds });
}

const bracketed = (ip: string): string => (ip.includes(':') ? `[${ip}]` : ip);

/** "127.0.0.1:8080", and the protocol where it is not TCP. */
export const forwardAddress = ({ protocol, hostIp, hostPort }: MachineForward): string =>
  `${bracketed(hostIp)}:${hostPort}${protocol === 'tcp' ? '' : `/${protocol}`}`;

/** Bound to every address, or to the loopback: `localhost` gets there. */
const LOCAL = new Set(['0.0.0.0', '::', '127.0.0.1', '::1']);

/** Where it opens in a browser; null: not TCP, or it does not work. */
export function forwardHref({ protocol, hostIp, hostPort, problem }: MachineForward): string | null {
  if (protocol !== 'tcp' || problem !== null) return null;
  return `http://${LOCAL.has(hostIp) ? 'localhost' : bracketed(hostIp)}:${hostPort}`;
}
