import fs from 'node:fs/promises';
import type { Stats } from 'node:fs';
import { shellQuote } from '../../engine/shell-quote';
import { codeOf } from '../../process/error-code';
import type { Check, DiagnosticsOptions, Verdict } from '../types';
import { isAllowed, modeWords, skipped, toCopy } from './ground';

const EVERYONE_WRITES = 0o002;

interface Group {
  readonly name: string;
  readonly members: readonly string[];
}

/** By `/etc/group`; null: not there, as with groups that a server keeps. */
async function groupOf(gid: number): Promise<Group | null> {
  const file = await fs.readFile('/etc/group', 'utf8').catch(() => '');
  for (const line of file.split('\n')) {
    const [name = '', , id = '', members = ''] = line.split(':');
    if (name !== '' && id === String(gid)) return { name, members: members.split(',').filter(Boolean) };
  }
  return null;
}

/** The socket of the engine in use; of none in use, the first that is there. */
function socketOf({ engine }: DiagnosticsOptions): string | null {
  const { status, candidates } = engine.state();
  const urls = [
    status.engine?.url ?? '',
    ...candidates.filter(({ state }) => state === 'permission-denied').map(({ url }) => url),
  ];
  return urls.find((url) => url.startsWith('unix://'))?.slice('unix://'.length) ?? null;
}

async function look(options: DiagnosticsOptions): Promise<Verdict> {
  const { t, about } = options;
  const socket = socketOf(options);
  if (socket === null) return skipped(t('The engine in use is not reached by a socket file.'));
  let stat: Stats;
  try {
    stat = await fs.stat(socket);
  } catch (error) {
    return { state: 'fail', evidence: [`${socket}: ${codeOf(error)}`], detail: t('There is no socket file.') };
  }
  const group = await groupOf(stat.gid);
  const groups = process.getgroups?.() ?? [];
  const target = await fs.realpath(socket).catch(() => socket);
  const evidence = [
    `${socket}${target === socket ? '' : ` -> ${target}`}: ${stat.isSocket() ? 'socket' : 'no socket'}, ` +
      `${modeWords(stat.mode)}, owner ${String(stat.uid)}, group ${group?.name ?? ''}(${String(stat.gid)})`,
    `user ${String(process.getuid?.() ?? '?')}, groups ${groups.join(' ')}`,
  ];
  if (!stat.isSocket()) return { state: 'fail', evidence, detail: t('There is a file where the socket should be.') };
  if (!(await isAllowed(socket))) return denied(options, { evidence, group });
  if ((stat.mode & EVERYONE_WRITES) !== 0)
    return {
      ...{ state: 'warn', evidence },
      detail: t('Every user of this computer can write to it, and whoever controls the engine is root.'),
      repair: toCopy(t('Only owner and group'), `sudo chmod 660 ${shellQuote(target)}`),
    };
  return { state: 'ok', evidence: [...evidence, `user ${about.user}: may read and write`] };
}

function denied(
  { t, about }: DiagnosticsOptions,
  { evidence, group }: { readonly evidence: readonly string[]; readonly group: Group | null },
): Verdict {
  const joined = group?.members.includes(about.user) === true;
  const detail = joined
    ? t('The user is in the group {group} already, but this session began before: log out and in again.', {
        group: group.name,
      })
    : t('This user may not use the socket. Members of its group may; such membership is as good as root.');
  const join = `sudo usermod -aG ${shellQuote(group?.name ?? 'docker')} ${shellQuote(about.user)}`;
  return {
    state: 'fail',
    evidence,
    detail,
    repair: joined ? null : toCopy(t('Join the group, then log in again'), join),
  };
}

export const socketCheck = (options: DiagnosticsOptions): Check => ({
  id: 'D02',
  title: options.t('Permissions of the socket'),
  look: () => look(options),
});
