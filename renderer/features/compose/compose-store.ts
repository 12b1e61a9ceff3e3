import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { create } from 'zustand';
import type { ComposeCli, ProjectRow } from '../../../main/contract/compose';
import type { ComposeRun } from '../../../main/contract/compose-runs';
import { whileVisible } from '../../lib/while-visible';
import { rpc } from '../../rpc/client';
import { createRowsStore, wholly } from '../../rpc/stores/rows-store';
import { watch } from '../../rpc/use-stream';
import { dismissToast, putToast } from '../../ui/toast-store';
import { endWords } from './words';

export const keyOf = ({ key }: ProjectRow): string => key;

export const useProjects = createRowsStore<ProjectRow>(keyOf);

/** The calls of the CLI under way, and the last ones, of all projects. */
export const useRuns = createRowsStore<ComposeRun>(({ id }) => id);

/** Watched while somebody looks at them. */
export const useWatchedProjects = (): void =>
  useEffect(
    () =>
      whileVisible(() =>
        watch('compose.watch', undefined, {
          onItem: wholly(useProjects),
          onLost: () => useProjects.change({ type: 'stale' }),
        }),
      ),
    [],
  );

/** The project whose page is shown: what becomes of it is told there. */
const useLookedAt = create<{ readonly key: string | null }>(() => ({ key: null }));

/** By a project's key: what said how its last run ended. */
const told = new Map<string, number>();

/** For as long as its page is shown. */
export function lookAt(key: string): () => void {
  useLookedAt.setState({ key });
  const toast = told.get(key);
  if (toast !== undefined) dismissToast(toast);
  told.delete(key);
  return () => {
    if (useLookedAt.getState().key === key) useLookedAt.setState({ key: null });
  };
}

/** Known before the watch broke off, so that an end while nobody saw it is told all the same. */
const running = new Set<string>();

function tellEnd(run: ComposeRun): void {
  const words = endWords(run);
  if (words === null) {
    running.add(run.id);
    return;
  }
  if (!running.delete(run.id) || useLookedAt.getState().key === run.key) return;
  const tone = run.state === 'done' ? 'ok' : run.state === 'cancelled' ? 'warn' : 'bad';
  told.set(run.key, putToast(tone, words, run.failure));
}

/** For as long as the page lives, and while it can be seen. */
export function startComposeRuns(): () => void {
  const take = wholly(useRuns);
  return whileVisible(() =>
    watch('compose.runs', undefined, {
      onItem: (change) => {
        if (change.type === 'upsert') change.rows.forEach(tellEnd);
        take(change);
      },
    }),
  );
}

const CLI_KEY = ['compose', 'cli'] as const;

/** The compose CLI that is used; undefined: not told yet. `look` asks again. */
export function useCli(): {
  readonly cli: ComposeCli | undefined;
  readonly look: () => void;
  readonly looking: boolean;
} {
  const { data, refetch, isFetching } = useQuery({
    queryKey: CLI_KEY,
    queryFn: ({ signal }) => rpc.call('compose.cli', undefined, { signal }),
  });
  return { cli: data, look: () => void refetch(), looking: isFetching };
}
