import type { InsideProcess } from '../../contract/processes';
import { cut } from '../engine/loose';

/**
 * Tells of each process its numbers, owner and command line, with nothing but a shell's own words. Each line begins with
 * what it is and whose, so that no command line, which anybody inside may choose, can pass for another process's line.
 */
export const LIST_SCRIPT = `
echo "e $$"
read -r u rest < /proc/uptime && echo "u $u"
for d in /proc/[0-9]*; do
  p=\${d#/proc/}
  while IFS= read -r l || [ -n "$l" ]; do printf 's %s %s\\n' "$p" "$l"; done < "$d/stat"
  while IFS= read -r l; do case $l in Uid:*) printf 'i %s %s\\n' "$p" "$l"; break;; esac; done < "$d/status"
  while IFS= read -r l || [ -n "$l" ]; do printf 'c %s %s\\n' "$p" "$l"; done < "$d/cmdline"
done 2>/dev/null
`;

/** Exit codes of the script below. */
export const KILL_EXIT = { gone: 91, another: 92, failed: 93 } as const;

/** With the arguments pid, start ticks and signal: signals the process that still is the same one, else nothing. */
export const KILL_SCRIPT = `
set -f
l=
while IFS= read -r x || [ -n "$x" ]; do l="$l $x"; done < "/proc/$1/stat" || exit ${KILL_EXIT.gone}
set -- "$1" "$2" "$3" \${l##*) }
[ "$#" -gt 22 ] || exit ${KILL_EXIT.gone}
[ "\${23}" = "$2" ] || exit ${KILL_EXIT.another}
kill -s "$3" "$1" || exit ${KILL_EXIT.failed}
`;

/** Of a Linux kernel, for every program. */
const TICKS_PER_SECOND = 100;
const COMMAND_LIMIT = 4000;

interface Parts {
  stat: string;
  uid: string;
  command: string;
}

/** Reads what the list script printed; the script's own process is left out. */
export function readInside(output: string): readonly InsideProcess[] {
  const parts = new Map<number, Parts>();
  let uptime = 0;
  let own = 0;
  for (const line of output.split('\n')) {
    const match = /^([euisc]) (\S+) ?(.*)$/s.exec(line);
    if (match === null) continue;
    const [, kind, first = '', rest = ''] = match;
    if (kind === 'u') uptime = Number(first);
    else if (kind === 'e') own = Number(first);
    else {
      const pid = Number(first);
      const known = parts.get(pid) ?? { stat: '', uid: '', command: '' };
      parts.set(pid, known);
      if (kind === 's') known.stat += ` ${rest}`;
      else if (kind === 'i') known.uid = /^Uid:\s*(\d+)/.exec(rest)?.[1] ?? '';
      else known.command += known.command === '' ? rest : `\n${rest}`;
    }
  }
  return [...parts].filter(([pid]) => pid !== own).flatMap(([pid, part]) => readProcess(pid, part, uptime) ?? []);
}

/** Field numbers of proc(5), from the third on: the first that cannot hold anything of the process's choice. */
const FIELD = { ppid: 4, utime: 14, stime: 15, starttime: 22 } as const;
const FIRST_FIELD = 3;

/** null where something of it could not be read: such a process is not signalled. */
function readProcess(pid: number, { stat, uid, command }: Parts, uptime: number): InsideProcess | null {
  const open = stat.indexOf('(');
  const close = stat.lastIndexOf(')');
  const fields = stat
    .slice(close + 1)
    .trim()
    .split(/\s+/);
  const field = (number: number): string => fields[number - FIRST_FIELD] ?? '';
  const startTicks = field(FIELD.starttime);
  if (!/^\d{1,20}$/.test(startTicks) || uid === '' || !Number.isInteger(pid) || pid < 1) return null;
  return {
    pid,
    ppid: Number(field(FIELD.ppid)) || 0,
    startTicks,
    uid: Number(uid),
    command: cut(command === '' ? `[${stat.slice(open + 1, close)}]` : command, COMMAND_LIMIT),
    elapsedSeconds: Math.max(0, uptime - Number(startTicks) / TICKS_PER_SECOND),
    cpuSeconds: (Number(field(FIELD.utime)) + Number(field(FIELD.stime))) / TICKS_PER_SECOND,
  };
}
