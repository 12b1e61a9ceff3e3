import type { StartFailure } from '../../contract/stop-cause';

// The engine's errors have no codes: their words are all there is. Each pattern names the program whose words they are.

type Reader = (match: RegExpExecArray) => StartFailure;

const first = (match: RegExpExecArray): string => match.slice(1).find(Boolean) ?? '';

const PATTERNS: readonly (readonly [RegExp, Reader])[] = [
  // dockerd: a port of another container; its proxy, podman: a port of any program.
  [
    /Bind for (\S{1,80}):(\d{1,5}) failed: port is already allocated/,
    ([, hostIp = '', port]) => ({ kind: 'port-in-use', hostIp, port: Number(port) }),
  ],
  [
    /listen (?:tcp|udp|sctp)[46]? (\S{0,80}):(\d{1,5}): bind: address already in use/,
    ([, hostIp = '', port]) => ({ kind: 'port-in-use', hostIp, port: Number(port) }),
  ],
  [
    /failed to bind host port(?: for)? (\S{1,60}?):(\d{1,5})(?:[:/]\S{0,100})?: address already in use/,
    ([, hostIp = '', port]) => ({ kind: 'port-in-use', hostIp, port: Number(port) }),
  ],
  [
    /(?:listen \w+ \S{0,80}:(\d{1,5}): bind: permission denied|cannot expose privileged port (\d{1,5}))/,
    (match) => ({ kind: 'port-forbidden', port: Number(first(match)) }),
  ],
  [/exec format error/, () => ({ kind: 'exec-format', command: '' })],
  // dockerd before runc; runc for what was there at creation; podman.
  [
    /(?:bind source path does not exist: (.{1,2000})|error while creating mount source path '(.{1,2000}?)':|statfs (.{1,2000}?): no such file or directory|error mounting "(.{1,2000}?)" to rootfs.*no such file or directory)/s,
    (match) => ({ kind: 'mount-source-missing', path: first(match).trim() }),
  ],
  [
    /(?:error mounting "(.{1,2000}?)" to rootfs|mounting (?:\\?")?(.{1,2000}?)(?:\\?")? to rootfs).*not a directory/s,
    (match) => ({ kind: 'mount-kinds-differ', path: first(match) }),
  ],
  [
    /(?:chdir to cwd \(\\?"(.{1,2000}?)\\?"\)|workdir "(.{1,2000}?)" does not exist|mkdir (.{1,2000}?): not a directory)/s,
    (match) => ({ kind: 'work-dir', path: first(match) }),
  ],
  [
    /unable to find (?:user|group) (.{1,300}?): no matching entries/s,
    (match) => ({ kind: 'no-such-user', user: first(match) }),
  ],
  [/network (\S{1,300}) not found/, (match) => ({ kind: 'no-such-network', network: first(match) })],
  [
    /(?:error gathering device information while adding custom device "(.{1,1000}?)"|stat (\/dev\/.{1,1000}?): no such file)/s,
    (match) => ({ kind: 'device-missing', device: first(match) }),
  ],
  [/could not select device driver .*gpu|nvidia-container-cli/s, () => ({ kind: 'no-gpu' })],
  [/no space left on device/, () => ({ kind: 'no-space' })],
  [
    /container init was OOM-killed|Minimum memory limit|cannot allocate memory|setting cgroup config.*device or resource busy/s,
    () => ({ kind: 'memory-too-small' }),
  ],
  [
    /(?:exec: \\?"(.{1,2000}?)\\?": executable file not found|executable file [`'"](.{1,2000}?)[`'"] not found)/s,
    (match) => ({ kind: 'command-not-found', command: first(match) }),
  ],
  [
    /(?:exec: \\?"(.{1,2000}?)\\?": (?:stat .{1,2000}?: )?no such file or directory|exec (.{1,2000}?): no such file or directory)/s,
    (match) => noSuchFile(match),
  ],
  [
    /(?:exec: \\?"(.{1,2000}?)\\?": (?:permission denied|is a directory)|exec (.{1,2000}?): permission denied|open executable: (.{0,2000}?)Permission denied)/s,
    (match) => ({ kind: 'command-not-permitted', command: first(match) }),
  ],
];

/** With a path of a file that is there it is the program after `#!`, or the loader, that is missing. */
function noSuchFile(match: RegExpExecArray): StartFailure {
  const [whole, quoted = '', bare = ''] = match;
  const stated = whole.includes(': stat ');
  return stated || bare === ''
    ? { kind: 'command-not-found', command: quoted }
    : { kind: 'interpreter-not-found', command: bare };
}

const LOOKED_AT = 8000;

/** What the engine's words for a failed start (`State.Error`) mean. */
export function startFailureOf(error: string): StartFailure {
  const looked = error.slice(0, LOOKED_AT);
  for (const [pattern, read] of PATTERNS) {
    const match = pattern.exec(looked);
    if (match !== null) return read(match);
  }
  return { kind: 'other' };
}

/** Only what is plain in a line of a program's own, which may hold anything. */
const HINTS: readonly (readonly [RegExp, Reader])[] = [
  // runc, which by then is the container's process; a shell.
  [
    /exec (?:user process caused: |\S{1,500}: )?exec format error|: (?:cannot execute binary file|Exec format error)/i,
    () => ({ kind: 'exec-format', command: '' }),
  ],
  [
    /exec (\/\S{1,500}): no such file or directory$/,
    (match) => ({ kind: 'interpreter-not-found', command: first(match) }),
  ],
  [
    /(?:^|: )(?:line \d+: )?(\S{1,200}): (?:command )?not found$/,
    (match) => ({ kind: 'command-not-found', command: first(match) }),
  ],
  [
    /(?:^|: )(?:line \d+: )?(\S{1,200}): Permission denied$/i,
    (match) => ({ kind: 'command-not-permitted', command: first(match) }),
  ],
  [/No space left on device/i, () => ({ kind: 'no-space' })],
];

/** What its own last lines tell, newest first; null: nothing known. */
export function hintOf(lines: readonly string[]): StartFailure | null {
  for (const line of [...lines].reverse())
    for (const [pattern, read] of HINTS) {
      const match = pattern.exec(line.slice(0, 1000).trimEnd());
      if (match !== null) return read(match);
    }
  return null;
}
