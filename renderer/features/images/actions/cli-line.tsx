import { useQuery } from '@tanstack/react-query';
import type { ImageCliWish } from '../../../../main/contract/images';
import { rpc } from '../../../rpc/client';
import { CommandBox } from '../../../ui/command-box';

/** The docker CLI line that does the same. */
export function CliLine({ wish }: { readonly wish: ImageCliWish }) {
  const { data: line = '' } = useQuery({
    queryKey: ['images', 'cli', wish],
    queryFn: ({ signal }) => rpc.call('images.cli', wish, { signal }),
    placeholderData: (before) => before,
    gcTime: 0,
  });
  return <CommandBox lines={[line]} />;
}
