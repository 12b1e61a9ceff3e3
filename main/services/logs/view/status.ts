import type { LogSource, LogStatus } from '../../../contract/logs';
import type { Source } from '../source';
import type { Directory, Member } from './members';
import type { Sight } from './sight';

/** Null: there is no line. */
export function lastMicrosOf(sources: readonly Source[]): number | null {
  const times = sources.flatMap(({ store }) => store.lastMicros() ?? []);
  return times.length === 0 ? null : Math.max(...times);
}

function firstMicrosOf(sources: readonly Source[]): number | null {
  const times = sources.flatMap(({ store }) => store.firstMicros() ?? []);
  return times.length === 0 ? null : Math.min(...times);
}

export interface StatusParts {
  readonly id: string;
  readonly sight: Sight;
  readonly members: readonly Member[];
  readonly directory: Directory;
}

export function statusOf({ id, sight, members, directory }: StatusParts): LogStatus {
  const { arrangement, lenses } = sight;
  const sources = arrangement.sources();
  const preview = sight.preview.rows();
  return {
    view: id,
    sources: sources.map((source, index) => describe(source, index, { members, directory })),
    rows: preview?.length ?? sight.count(),
    lines: arrangement.order().rows(),
    preview: preview !== null,
    epoch: sight.epoch(),
    firstMicros: firstMicrosOf(sources),
    lastMicros: lastMicrosOf(sources),
    filter: lenses.filterScan(),
    find: lenses.findScan(),
  };
}

type Names = Pick<StatusParts, 'members' | 'directory'>;

function describe(source: Source, index: number, { members, directory }: Names): LogSource {
  const facts = source.facts();
  return {
    index,
    lane: members[index]?.lane ?? 0,
    id: source.id,
    name: directory.rows().get(source.id)?.name ?? facts?.name ?? source.id.slice(0, 12),
    state: source.state(),
    tty: facts?.tty ?? false,
    driver: facts?.driver ?? '',
    lines: source.store.lines(),
    message: source.message(),
  };
}
