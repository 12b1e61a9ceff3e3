import { type QueryClient, useQuery } from '@tanstack/react-query';
import { rpc } from '../../rpc/client';
import { useConnectionId } from '../../rpc/stores/engine-store';

const KEY = ['registries'];

/** Read when the view is opened, and again whenever the window is: the CLI changes the same file. */
export function useRegistries() {
  const connection = useConnectionId();
  return useQuery({
    queryKey: [...KEY, 'list', connection],
    queryFn: ({ signal }) => rpc.call('registries.list', undefined, { signal }),
    placeholderData: (previous) => previous,
    refetchOnWindowFocus: true,
    refetchOnMount: 'always',
  });
}

/** After a login, a logout, or another change: all that is known may be otherwise. */
export const readAgain = (client: QueryClient): Promise<void> => client.invalidateQueries({ queryKey: KEY });
