import { useQuery } from '@tanstack/react-query';
import type { VolumeCliWish } from '../../../../main/contract/volumes';
import { rpc } from '../../../rpc/client';
import { CommandBox } from '../../../ui/command-box';
import { withoutSecrets } from '../secrets';

/** The docker CLI line that does the same; what is copied is the whole, secrets among it. */
export function CliLine({ wish }: { readonly wish: VolumeCliWish }) {
  const { data: line = '' } = useQuery({
    queryKey: ['volumes', 'cli', wish],
    queryFn: ({ signal }) => rpc.call('volumes.cli', wish, { signal }),
    placeholderData: (before) => before,
    gcTime: 0,
  });
  return <CommandBox lines={[line]} shown={[withoutSecrets(line)]} />;
}
