import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { rpc } from '../../../rpc/client';
import { useConnectionId } from '../../../rpc/stores/engine-store';
import { referenceProblem, repositoryPart } from './reference';

/** What a registry says of this image; rejects where it cannot be asked. */
export type AskRegistry = (reference: string, signal: AbortSignal) => Promise<readonly string[]>;

/** A list of proposals is read by eye. */
const MOST = 200;
/** Nobody is asked of what is still being typed, ms. */
const SETTLED_MS = 400;

/** Tags that the engine has. */
export function useLocalTags(): readonly string[] {
  const connection = useConnectionId();
  const tags = useQuery({
    queryKey: ['pulls', 'tags', connection],
    queryFn: ({ signal }) => rpc.call('pulls.localTags', undefined, { signal }),
    enabled: connection !== null,
    gcTime: 0,
  });
  return tags.data?.tags ?? NONE;
}

const NONE: readonly string[] = [];

/** What may be meant by what is typed: what the engine has, and what the registry has of it. */
export function useProposals(text: string, tagsOf: AskRegistry | undefined): readonly string[] {
  const local = useLocalTags();
  const [settled] = useDebouncedValue(repositoryPart(text), SETTLED_MS);
  const asked = tagsOf !== undefined && referenceProblem(settled) === null && text.includes(':') ? settled : null;
  const remote = useQuery({
    queryKey: ['pulls', 'remote-tags', asked],
    queryFn: async ({ signal }) => (asked === null || tagsOf === undefined ? NONE : tagsOf(asked, signal)),
    enabled: asked !== null,
    staleTime: 60_000,
  });
  const found = (remote.data ?? NONE).map((tag) => `${asked ?? ''}:${tag}`);
  const needle = text.trim().toLowerCase();
  return [...new Set([...found, ...local])].filter((one) => one.toLowerCase().includes(needle)).slice(0, MOST);
}

/** For which platforms the image is there; null: not known (yet). */
export function usePlatforms(text: string, platformsOf: AskRegistry): readonly string[] | null {
  const [settled] = useDebouncedValue(text.trim(), SETTLED_MS);
  const remote = useQuery({
    queryKey: ['pulls', 'platforms', settled],
    queryFn: ({ signal }) => platformsOf(settled, signal),
    enabled: settled !== '' && referenceProblem(settled) === null,
    staleTime: 60_000,
  });
  return remote.data ?? null;
}
