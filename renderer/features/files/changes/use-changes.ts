import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { FileChange } from '../../../../main/contract/files';
import { rpc } from '../../../rpc/client';

export interface Changes {
  readonly imageId: string;
  /** Sorted by path. */
  readonly all: readonly FileChange[];
  /** ms since the epoch. */
  readonly readAt: number;
}

export const useChanges = (id: string): UseQueryResult<Changes> =>
  useQuery({
    queryKey: ['files', 'changes', id],
    queryFn: async ({ signal }) => {
      const all: FileChange[] = [];
      let imageId = '';
      const readAt = Date.now();
      for await (const part of rpc.stream('files.changes', { id }, { signal })) {
        imageId = part.imageId;
        all.push(...part.changes);
      }
      return { imageId, all, readAt };
    },
    structuralSharing: false,
    gcTime: 5_000,
    retry: false,
  });
