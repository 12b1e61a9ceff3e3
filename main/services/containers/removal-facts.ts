import type { ContainerRow, RemovalFacts } from '../../contract/containers';
import { containerPath } from '../engine/container-path';
import { type EngineClient, EngineError } from '../engine/types';
import { inParallel } from './in-parallel';
import { list, type Loose, number, record, text } from '../engine/loose';

const IN_FLIGHT = 4;
const AT_MOST = 50;
/** The engine walks the writable layer for its size; a big one is not worth a longer wait. */
const SIZE_TIMEOUT_MS = 10_000;

/** What removing these loses. Rejects as the engine client does when it is out of reach. */
export async function removalFacts(
  client: EngineClient,
  rows: ReadonlyMap<string, ContainerRow>,
  ids: readonly string[],
): Promise<RemovalFacts[]> {
  const each = [...new Set(ids)];
  const facts = new Map(each.map((id) => [id, unknownFacts(id, rows.get(id))]));
  await inParallel(IN_FLIGHT, each.slice(0, AT_MOST), async (id) => {
    const inspected = await inspectWithSize(client, id);
    if (inspected !== null) facts.set(id, readFacts(id, record(inspected)));
  });
  return [...facts.values()];
}

const unknownFacts = (id: string, row: ContainerRow | undefined): RemovalFacts => ({
  id,
  name: row?.name ?? id,
  running: row !== undefined && ['running', 'paused', 'restarting'].includes(row.state),
  writableBytes: null,
  anonymousVolumes: [],
  namedVolumes: [],
});

/** Null when the engine has no such container any more, or cannot tell. */
async function inspectWithSize(client: EngineClient, id: string): Promise<unknown> {
  const request = { method: 'GET', path: containerPath(id, 'json') } as const;
  try {
    return await client.json({ ...request, query: { size: 1 }, timeoutMs: SIZE_TIMEOUT_MS });
  } catch (error) {
    if (!(error instanceof EngineError) || error.kind === 'unreachable' || error.kind === 'aborted') throw error;
    if (error.kind === 'refused' && error.status === 404) return null;
  }
  return client.json(request).catch(() => null);
}

function readFacts(id: string, inspected: Loose): RemovalFacts {
  const state = record(inspected.State);
  const given = givenNames(record(inspected.HostConfig));
  const names = list(inspected.Mounts)
    .map(record)
    .filter((mount) => mount.Type === 'volume')
    .map((mount) => text(mount.Name))
    .filter((name) => name !== '');
  const anonymous = (name: string): boolean => /^[0-9a-f]{64}$/.test(name) && !given.has(name);
  return {
    id,
    name: text(inspected.Name).replace(/^\//, '') || id,
    running: state.Running === true,
    writableBytes: number(inspected.SizeRw),
    anonymousVolumes: names.filter(anonymous),
    namedVolumes: names.filter((name) => !anonymous(name)),
  };
}

/** Volumes asked for by name: those the engine keeps, whatever they are called. */
function givenNames(hostConfig: Loose): ReadonlySet<string> {
  const binds = list(hostConfig.Binds).map((bind) => text(bind).split(':', 1)[0] ?? '');
  const mounts = list(hostConfig.Mounts).map((mount) => text(record(mount).Source));
  return new Set([...binds, ...mounts]);
}
