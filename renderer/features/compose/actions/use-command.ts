import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDebouncedValue } from '@mantine/hooks';
import type { ComposeWish } from '../../../../main/contract/compose-runs';
import { rpc } from '../../../rpc/client';

const SETTLE_MS = 120;

interface Command {
  /** null: not told yet, or refused. */
  readonly line: string | null;
  /** Why it cannot be done like this; null: it can. */
  readonly error: unknown;
}

/** The line that would be started for this wish; asked anew while `place` changes. null: there is no wish. */
export function useCommand(key: string, wish: ComposeWish | null, place: unknown = null): Command {
  const [settled] = useDebouncedValue(wish, SETTLE_MS);
  const { data, error } = useQuery({
    queryKey: ['compose', 'command', key, settled, place],
    queryFn: ({ signal }) =>
      settled === null ? null : rpc.call('compose.command', { key, wish: settled }, { signal }),
    ...{ placeholderData: keepPreviousData, gcTime: 0, enabled: settled !== null },
  });
  return { line: data?.line ?? null, error };
}
