import { useQuery } from '@tanstack/react-query';
import type { BuildWish } from '../../../../main/contract/builds';
import { rpc } from '../../../rpc/client';
import { CommandBox } from '../../../ui/command-box';

/** The docker CLI line that does the same. */
export function CliLine({ wish }: { readonly wish: BuildWish }) {
  const line = useQuery({
    queryKey: ['builds', 'cli', wish],
    queryFn: ({ signal }) => rpc.call('builds.cli', wish, { signal }),
    placeholderData: (before) => before,
    gcTime: 0,
  });
  const text = line.data?.line ?? '';
  return <CommandBox lines={[text]} />;
}
