import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { ComposePlace, ProjectDetails } from '../../../../main/contract/compose';
import type { ComposePlan } from '../../../../main/contract/compose-files';
import { whileVisible } from '../../../lib/while-visible';
import { rpc } from '../../../rpc/client';
import { watch } from '../../../rpc/use-stream';
import type { UnsavedFile } from '../edit/drafts';

interface PlanWish {
  readonly projectKey: string | null;
  readonly place: ComposePlace;
  readonly unsaved: readonly UnsavedFile[];
  readonly removeOrphans: boolean;
}

interface Plan {
  /** The last one; undefined: none yet. */
  readonly plan: ComposePlan | undefined;
  readonly error: unknown;
  /** It is asked for; the last one may not be true any more. */
  readonly asks: boolean;
  readonly again: () => void;
}

/** Of the containers, what a plan depends on. */
const shapeOf = ({ services }: ProjectDetails): string =>
  services
    .flatMap(({ containers }) => containers.map(({ id, state, image }) => `${id} ${state} ${image}`))
    .sort()
    .join('\n');

/** Calls when containers of the project came, went, started or stopped since it was first told. */
function useProjectChanges(key: string | null, onChange: () => void): void {
  const current = useRef(onChange);
  useEffect(() => {
    current.current = onChange;
  });
  useEffect(() => {
    if (key === null) return;
    let shape: string | null = null;
    return whileVisible(() =>
      watch(
        'compose.project',
        { key },
        {
          onItem: (details) => {
            const now = shapeOf(details);
            if (shape !== null && shape !== now) current.current();
            shape = now;
          },
        },
      ),
    );
  }, [key]);
}

/** What an up would do now: asked again when what it depends on changes. */
export function usePlan({ projectKey, place, unsaved, removeOrphans }: PlanWish): Plan {
  const query = useQuery({
    queryKey: ['compose', 'plan', projectKey, place, unsaved, removeOrphans],
    queryFn: ({ signal }) =>
      rpc.call('composeFiles.plan', { key: projectKey, place, unsaved: [...unsaved], removeOrphans }, { signal }),
    ...{ retry: false, gcTime: 0, staleTime: 0, refetchOnWindowFocus: false, placeholderData: keepPreviousData },
  });
  const { data, error, isFetching, refetch } = query;
  const again = (): void => void refetch();
  useProjectChanges(projectKey, again);
  return { plan: data, error, asks: isFetching, again };
}
