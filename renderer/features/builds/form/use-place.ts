import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { BuildFolder, Dockerfile } from '../../../../main/contract/builds';
import { errorCode, explainError } from '../../../lib/errors';
import { rpc } from '../../../rpc/client';
import type { Draft } from './draft';
import { changeDraft, useDraft } from './form-store';

/** What is known of the folder and the Dockerfile that are chosen. */
export interface PlaceAnswers {
  /** null: not looked into, or it cannot be. */
  readonly found: BuildFolder | null;
  readonly dockerfile: Dockerfile | null;
  readonly looking: boolean;
  /** What is wrong with the folder; null: nothing. */
  readonly folderWords: string | null;
  readonly dockerfileWords: string | null;
}

/** For beneath a field; null: there is none. */
function wordsOf(error: unknown): string | null {
  if (error === null) return null;
  const { title, advice, engineWords } = explainError(error);
  const parts = errorCode(error) === 'BUILD_FAULT' ? [title, advice, engineWords] : [title, engineWords];
  return parts.filter((part) => part !== '').join(' ');
}

/** The tag that was last proposed: another folder's takes its place. */
let proposed = '';

/** What was found fills what nobody has chosen yet. */
function fill({ folder, dockerfiles, suggestedTag }: BuildFolder): void {
  const { folder: chosen, dockerfile, tags } = useDraft.getState();
  if (chosen !== folder || dockerfile !== '') return;
  const [first = ''] = dockerfiles;
  const isUntouched = tags.every((tag) => tag === '' || tag === proposed);
  proposed = `${suggestedTag}:latest`;
  changeDraft({ dockerfile: first, target: '', ...(isUntouched && { tags: [proposed] }) });
}

export function usePlace({ folder, dockerfile: path, classic }: Draft): PlaceAnswers {
  const looked = useQuery({
    queryKey: ['builds', 'folder', folder],
    queryFn: ({ signal }) => rpc.call('builds.folder', { folder }, { signal }),
    ...{ enabled: folder !== '', retry: false, gcTime: 0, staleTime: 0 },
  });
  const read = useQuery({
    queryKey: ['builds', 'dockerfile', folder, path, classic],
    queryFn: ({ signal }) => rpc.call('builds.dockerfile', { path, folder, classic }, { signal }),
    ...{ enabled: folder !== '' && path !== '', retry: false, gcTime: 0, staleTime: 0, refetchOnWindowFocus: true },
  });
  const found = folder === '' ? null : (looked.data ?? null);
  useEffect(() => {
    if (found !== null) fill(found);
  }, [found]);
  return {
    found,
    dockerfile: folder === '' || path === '' ? null : (read.data ?? null),
    looking: looked.isFetching,
    folderWords: folder === '' ? null : wordsOf(looked.error),
    dockerfileWords: path === '' ? null : wordsOf(read.error),
  };
}
