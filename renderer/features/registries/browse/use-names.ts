import { useInfiniteQuery } from '@tanstack/react-query';
import type { NamePage } from '../../../../main/contract/registries';

type Ask = (after: string, signal: AbortSignal) => Promise<NamePage>;

/** Page by page, as they are asked for; `key` says of what. */
export const useNames = (key: readonly string[], ask: Ask) =>
  useInfiniteQuery({
    queryKey: ['registries', 'names', ...key],
    queryFn: ({ pageParam, signal }) => ask(pageParam, signal),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
