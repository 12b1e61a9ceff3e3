import { useQuery } from '@tanstack/react-query';
import type { ImageChoice } from '../../../main/contract/layers';
import { rpc } from '../../rpc/client';
import { useConnectionId } from '../../rpc/stores/engine-store';

const NONE: readonly ImageChoice[] = [];

/** Images of the engine; none until they are known. */
export function useChoices(): readonly ImageChoice[] {
  const connection = useConnectionId();
  const { data } = useQuery({
    queryKey: ['layers', 'choices', connection],
    queryFn: () => rpc.call('layers.choices', undefined),
    enabled: connection !== null,
  });
  return data ?? NONE;
}
