import type { ProjectRow } from '../../../main/contract/compose';
import type { ContainerRow } from '../../../main/contract/containers';
import type { StartSetRow } from '../../../main/contract/start-sets';
import { whileVisible } from '../../lib/while-visible';
import { createRowsStore } from '../../rpc/stores/rows-store';
import { watch } from '../../rpc/use-stream';

export const useStartSets = createRowsStore<StartSetRow>(({ id }) => id);
export const useProjects = createRowsStore<ProjectRow>(({ key }) => key);
/** For completion: only while the editor is open. */
export const useContainers = createRowsStore<ContainerRow>(({ id }) => id);

/** For as long as the view is there, and while it can be seen. */
export const startStartSets = (): (() => void) =>
  whileVisible(() => {
    const stops = [
      watch('startSets.watch', undefined, { onItem: useStartSets.change }),
      watch('compose.watch', undefined, { onItem: useProjects.change }),
    ];
    return () => stops.forEach((stop) => stop());
  });

export const startCandidates = (): (() => void) =>
  whileVisible(() => watch('containers.watch', undefined, { onItem: useContainers.change }));
