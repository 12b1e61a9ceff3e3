import { useQuery } from '@tanstack/react-query';
import { rpc } from '../../../rpc/client';
import { useConnectionId } from '../../../rpc/stores/engine-store';
import { useImages } from '../images-store';

/** All that the engine knows of an image; asked again when its names change. */
export function useInspect(id: string) {
  const connection = useConnectionId();
  const names = useImages(({ rows }) => rows.get(id)?.tags.join(' ') ?? null);
  return useQuery({
    queryKey: ['images', 'inspect', connection, id, names],
    queryFn: async ({ signal }) => (await rpc.call('images.inspect', { id }, { signal })).json,
    enabled: connection !== null,
    staleTime: Infinity,
    gcTime: 0,
  });
}
