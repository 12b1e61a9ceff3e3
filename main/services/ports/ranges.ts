import { readFile } from 'node:fs/promises';
import type { PortRange } from '../../contract/ports';
import { excludedRanges } from '../process/listener-tools';
import { run } from '../process/run';

const ANSWER_MS = 5000;

const sysctl = (name: string): Promise<string> =>
  readFile(`/proc/sys/net/ipv4/${name}`, 'utf8').then(
    (text) => text.trim(),
    () => '',
  );

/** `1-5,80`, as the kernel writes it. */
export const listedRanges = (text: string): readonly { readonly from: number; readonly to: number }[] =>
  text.split(',').flatMap((part) => {
    const [, from, to = from] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(part.trim()) ?? [];
    return from === undefined || to === undefined ? [] : [{ from: Number(from), to: Number(to) }];
  });

async function onLinux(): Promise<readonly PortRange[]> {
  const [local, unprivileged, reserved] = await Promise.all(
    ['ip_local_port_range', 'ip_unprivileged_port_start', 'ip_local_reserved_ports'].map(sysctl),
  );
  const [from, to] = (local ?? '').split(/\s+/).map(Number);
  const start = Number(unprivileged === '' ? 1024 : unprivileged);
  return [
    ...(start > 0 ? [{ kind: 'privileged' as const, from: 1, to: start - 1 }] : []),
    ...(from !== undefined && to !== undefined ? [{ kind: 'ephemeral' as const, from, to }] : []),
    ...listedRanges(reserved ?? '').map((range) => ({ kind: 'reserved' as const, ...range })),
  ];
}

async function onWindows(): Promise<readonly PortRange[]> {
  const args = ['int', 'ipv4', 'show', 'excludedportrange', 'protocol=tcp'];
  const { stdout } = await run('netsh', args, { timeoutMs: ANSWER_MS });
  return excludedRanges(stdout).map((range) => ({ kind: 'excluded', ...range }));
}

/** Ranges of this computer's ports that are not simply free. Never rejects: what the system does not tell is left out. */
export async function readRanges(platform: NodeJS.Platform): Promise<readonly PortRange[]> {
  if (platform === 'linux') return onLinux();
  if (platform === 'win32') return onWindows().catch(() => []);
  // As macOS has them unless its administrator says otherwise.
  return [{ kind: 'ephemeral', from: 49_152, to: 65_535 }];
}
