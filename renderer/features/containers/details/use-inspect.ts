import { type UseQueryResult, keepPreviousData, useQuery } from '@tanstack/react-query';
import { rpc } from '../../../rpc/client';
import { useContainers } from '../containers';
import { type Essentials, readEssentials } from './essentials';

/** An answer may be 5 MB: old ones are let go soon. */
const KEPT_MS = 5_000;

export interface Inspected {
  /** The engine's own text. */
  readonly json: string;
  readonly essentials: Essentials;
}

/**
 * What the engine says of a container, asked anew whenever its row changes; until then, and when it is gone, the last
 * answer stays. The caller mounts it anew for another id.
 */
export function useInspect(id: string): UseQueryResult<Inspected> {
  const change = useContainers(({ changes }) => changes.get(id) ?? 0);
  const synced = useContainers((state) => state.synced);
  return useQuery({
    queryKey: ['containers', 'inspect', id, change],
    queryFn: async ({ signal }) => {
      const { json } = await rpc.call('containers.inspect', { id }, { signal });
      return { json, essentials: readEssentials(json) };
    },
    structuralSharing: false,
    placeholderData: keepPreviousData,
    gcTime: KEPT_MS,
    // A deep link comes before the list; a container that has left the list is not asked for again.
    enabled: change > 0 || !synced,
  });
}
