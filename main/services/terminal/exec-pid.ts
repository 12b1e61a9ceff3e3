/**
 * A shell that tells its process id before it begins, as an escape sequence that no terminal shows: an engine has no way
 * to end a process it started, and one that is left behind runs on for ever.
 */
const TELLERS: ReadonlySet<string> = new Set(['sh', 'ash', 'bash', 'dash', 'ksh', 'zsh']);
const TOLD = /\x1b\]7787;(\d{1,10})\x07/;
/** What was typed before it began is echoed before it tells. */
const LONGEST = 4096;

/** Whether a shell is one that we know to understand us. */
export const canTell = (shell: string): boolean => TELLERS.has(shell.slice(shell.lastIndexOf('/') + 1));

/** The command that starts the shell; just the shell, where it cannot tell. */
export const tellingCommand = (shell: string): readonly string[] =>
  canTell(shell) ? [shell, '-c', `printf '\\033]7787;%s\\007' "$$"; exec "$0"`, shell] : [shell];

/** The command that hangs up a process, as a closed terminal does. */
export const hangUpCommand = (shell: string, pid: number): readonly string[] => [
  shell,
  '-c',
  `kill -HUP ${String(pid)}`,
];

export interface PidReader {
  push(bytes: Uint8Array): void;
  /** Resolves with null when it does not tell in time. */
  told(ms: number): Promise<number | null>;
}

/** @param tells Whether the command is one that tells. */
export function createPidReader(tells: boolean): PidReader {
  let begin = '';
  let settle: (pid: number | null) => void = () => undefined;
  const told = new Promise<number | null>((resolve) => (settle = resolve));
  let isSettled = !tells;
  if (isSettled) settle(null);
  return {
    push: (bytes) => {
      if (isSettled) return;
      begin += Buffer.from(bytes.subarray(0, LONGEST)).toString('latin1');
      const pid = Number(TOLD.exec(begin)?.[1] ?? 0);
      isSettled = pid > 1 || begin.length >= LONGEST;
      if (isSettled) settle(pid > 1 ? pid : null);
    },
    told: (ms) => {
      const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), ms).unref());
      return Promise.race([told, late]);
    },
  };
}
