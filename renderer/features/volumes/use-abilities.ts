import { useQuery } from '@tanstack/react-query';
import { rpc } from '../../rpc/client';
import { useConnectionId } from '../../rpc/stores/engine-store';

/** What the engine, and Slipway, can do with volumes; the least of it until that is known. */
export function useAbilities(): { readonly drivers: readonly string[]; readonly bin: boolean } {
  const connection = useConnectionId();
  const { data } = useQuery({
    queryKey: ['volumes', 'abilities', connection],
    queryFn: ({ signal }) => rpc.call('volumes.abilities', undefined, { signal }),
    enabled: connection !== null,
    staleTime: Infinity,
  });
  return data ?? { drivers: ['local'], bin: false };
}
