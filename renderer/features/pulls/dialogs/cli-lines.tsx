import { useQuery } from '@tanstack/react-query';
import type { PullsCliWish } from '../../../../main/contract/pulls';
import { rpc } from '../../../rpc/client';
import { CommandBox } from '../../../ui/command-box';

/** The docker CLI lines that do the same. */
export function CliLines({ wish }: { readonly wish: PullsCliWish }) {
  const { data } = useQuery({
    queryKey: ['pulls', 'cli', wish],
    queryFn: ({ signal }) => rpc.call('pulls.cli', wish, { signal }),
    placeholderData: (before) => before,
    gcTime: 0,
  });
  return <CommandBox lines={data?.lines ?? []} />;
}
