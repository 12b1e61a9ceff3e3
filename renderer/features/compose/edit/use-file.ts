import { useCallback, useEffect, useState } from 'react';
import { hasFault } from '../../../lib/errors';
import { rpc } from '../../../rpc/client';

/** A file as it is on the disk. */
export interface DiskFile {
  readonly text: string;
  /** null: there is none. */
  readonly sha256: string | null;
}

export const NO_FILE: DiskFile = { text: '', sha256: null };

export async function readFile(path: string, signal?: AbortSignal): Promise<DiskFile> {
  try {
    const { text, sha256 } = await rpc.call('composeFiles.open', { path }, signal === undefined ? {} : { signal });
    return { text, sha256 };
  } catch (error) {
    if (hasFault(error, 'COMPOSE_FAULT', 'not-found')) return NO_FILE;
    throw error;
  }
}

interface Loaded {
  /** What the editor began with; null: not read yet. */
  readonly loaded: DiskFile | null;
  readonly error: unknown;
  /** How often it was read. */
  readonly round: number;
  /** Reads it afresh: what was typed is not in it. */
  readonly reload: () => void;
}

export function useFile(path: string): Loaded {
  const [state, setState] = useState<Omit<Loaded, 'reload'>>({ loaded: null, error: null, round: 0 });
  const [wanted, setWanted] = useState(1);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    readFile(path, signal).then(
      (loaded) => signal.aborted || setState({ loaded, error: null, round: wanted }),
      (error: unknown) => signal.aborted || setState({ loaded: null, error, round: wanted }),
    );
    return () => controller.abort();
  }, [path, wanted]);
  const reload = useCallback(() => setWanted((before) => before + 1), []);
  return { ...state, reload };
}
