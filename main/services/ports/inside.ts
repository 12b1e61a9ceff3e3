import { readFile } from 'node:fs/promises';
import type { InsideView } from '../../contract/ports';
import { exec } from '../engine/exec';
import { number, record } from '../engine/loose';
import { type EngineClient, EngineError } from '../engine/types';
import { type Listener, readSocketTables } from '../process/socket-table';

/** What was found inside containers, as long as it holds. */
export interface InsideLooks {
  of(id: string, protocol: string, port: number): InsideView;
}

const TABLES = ['tcp', 'tcp6', 'udp', 'udp6'];
const LOOPBACK = /^(127\.|::1$)/;

/** null: it cannot be told. */
type Look = readonly Listener[] | null;

export interface Looks extends InsideLooks {
  /** Rejects with EngineError where the engine is out of reach; never for a container that cannot be looked into. */
  look(client: EngineClient, id: string, local: boolean): Promise<void>;
  /** It was started or ended: what was seen is over. */
  forget(id: string): void;
}

export function createLooks(): Looks {
  const found = new Map<string, Look>();
  return {
    of(id, protocol, port) {
      const look = found.get(id);
      if (look === undefined) return 'unknown';
      if (look === null || (protocol !== 'tcp' && protocol !== 'udp')) return 'untold';
      const there = look.filter((each) => each.protocol === protocol && each.port === port);
      if (there.length === 0) return 'nobody';
      return there.every(({ address }) => LOOPBACK.test(address)) ? 'loopback' : 'listening';
    },
    async look(client, id, local) {
      found.set(id, await lookInto(client, id, local));
    },
    forget: (id) => void found.delete(id),
  };
}

async function lookInto(client: EngineClient, id: string, local: boolean): Promise<Look> {
  try {
    const direct = local ? await readHere(client, id) : null;
    if (direct !== null) return direct;
    const files = TABLES.map((name) => `/proc/net/${name}`);
    // Not by its exit code: a kernel without IPv6 has two files less.
    const { stdout } = await exec(client, { id, command: ['cat', ...files], user: '' });
    return stdout.includes('local_address') ? readSocketTables(stdout) : null;
  } catch (error) {
    if (error instanceof EngineError && error.kind === 'unreachable') throw error;
    // No `cat`, paused, or ended meanwhile.
    return null;
  }
}

/**
 * Straight from this computer's kernel, which needs nothing of the image; null where the container's process is not one of
 * this computer's.
 */
async function readHere(client: EngineClient, id: string): Promise<Look> {
  if (process.platform !== 'linux') return null;
  const path = `/containers/${encodeURIComponent(id)}/json`;
  const pid = number(record(record(await client.json({ method: 'GET', path })).State).Pid);
  if (pid === null || pid <= 0) return null;
  const read = (name: string): Promise<string> => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '');
  // The engine may run in a machine of its own, and number processes by itself.
  if (!(await read('cgroup')).includes(id)) return null;
  const texts = await Promise.all(TABLES.map((name) => read(`net/${name}`)));
  return texts[0] === '' ? null : readSocketTables(texts.join('\n'));
}
