import { useCallback, useEffect, useRef, useState } from 'react';
import type { Dockerfile } from '../../../../main/contract/builds';
import { rpc } from '../../../rpc/client';
import { isFault } from '../fault';
import type { EditedFile } from '../routes';

/** A file as it is on the disk. */
export interface DiskFile {
  readonly text: string;
  /** null: there is none yet. */
  readonly sha256: string | null;
  /** The ignore file that counts for it; null: there is none. */
  readonly ignoreFile: string | null;
}

const NONE_YET: DiskFile = { text: '', sha256: null, ignoreFile: null };

export const diskFileOf = ({ text, sha256, ignoreFile }: Dockerfile): DiskFile => ({ text, sha256, ignoreFile });

export async function readFile({ folder, file }: EditedFile, signal?: AbortSignal): Promise<DiskFile> {
  try {
    const options = signal === undefined ? {} : { signal };
    return diskFileOf(await rpc.call('builds.dockerfile', { path: file, folder, classic: false }, options));
  } catch (error) {
    if (isFault(error, 'no-dockerfile')) return NONE_YET;
    throw error;
  }
}

interface Loaded {
  /** What the editor began with; null: not read yet. */
  readonly loaded: DiskFile | null;
  readonly error: unknown;
  /** Reads it afresh: what was typed is not in it. */
  readonly reload: () => void;
}

export function useFile(place: EditedFile): Loaded {
  const [state, setState] = useState<{ readonly loaded: DiskFile | null; readonly error: unknown }>({
    ...{ loaded: null, error: null },
  });
  const [round, setRound] = useState(0);
  const { folder, file, dockerfile } = place;
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    readFile({ folder, file, dockerfile, line: null, build: null }, signal).then(
      (loaded) => signal.aborted || setState({ loaded, error: null }),
      (error: unknown) => signal.aborted || setState({ loaded: null, error }),
    );
    return () => controller.abort();
  }, [folder, file, dockerfile, round]);
  const reload = useCallback(() => setRound((before) => before + 1), []);
  return { ...state, reload };
}

/** Looks at the disk whenever the window gets the focus back, for that is when somebody else has written. */
export function useOnReturn(look: () => void): void {
  const current = useRef(look);
  useEffect(() => {
    current.current = look;
  });
  useEffect(() => {
    const onReturn = (): void => {
      if (!document.hidden) current.current();
    };
    globalThis.addEventListener('focus', onReturn);
    document.addEventListener('visibilitychange', onReturn);
    return () => {
      globalThis.removeEventListener('focus', onReturn);
      document.removeEventListener('visibilitychange', onReturn);
    };
  }, []);
}
