import { useCallback, useEffect, useRef, useState } from 'react';
import type { FileSource } from '../../../../main/contract/files';
import { errorLine, explainError } from '../../../lib/errors';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { showToast } from '../../../ui/toast-store';
import { isFault } from '../fault';
import { baseOf, join, parentOf } from '../paths';
import { beginDownload } from '../transfers/download';
import { type LocalFile, MOST_FILES } from '../transfers/dropped';
import { upload } from '../transfers/upload';
import type { EntryLine } from '../tree/lines';
import type { Tree } from '../tree/tree-store';

/** What the user is asked before something is done. */
export type Question =
  | { readonly kind: 'rename'; readonly line: EntryLine }
  | { readonly kind: 'remove'; readonly line: EntryLine }
  | { readonly kind: 'replace'; readonly path: string; readonly answer: (replace: boolean) => void };

export interface FileActions {
  readonly question: Question | null;
  ask(question: Question | null): void;
  download(path: string): void;
  upload(folder: string, files: readonly LocalFile[]): Promise<void>;
  /** Rejects as `rpc` does. */
  rename(line: EntryLine, name: string): Promise<void>;
  remove(line: EntryLine): Promise<void>;
}

const tell = (error: unknown): void => {
  const { title, engineWords, advice } = explainError(error);
  showToast('bad', `${title} ${advice}`.trim(), engineWords);
};

/** Puts what is there now at a path into the tree. */
async function look(tree: Tree, source: FileSource, path: string): Promise<void> {
  const { entry } = await rpc.call('files.resolve', { source, path });
  tree.put(parentOf(path), baseOf(path), { ...entry, name: baseOf(path) });
}

/** One at a time; what waits for an answer and gets none takes it as a no. */
function useQuestion() {
  const [question, setQuestion] = useState<Question | null>(null);
  const open = useRef<Question | null>(null);
  const ask = useCallback((next: Question | null): void => {
    const before = open.current;
    open.current = next;
    setQuestion(next);
    if (before?.kind === 'replace') before.answer(false);
  }, []);
  useEffect(
    () => () => {
      if (open.current?.kind === 'replace') open.current.answer(false);
    },
    [],
  );
  const mayReplace = (path: string): Promise<boolean> =>
    new Promise((resolve) => {
      const answer = (replace: boolean): void => {
        resolve(replace);
        ask(null);
      };
      ask({ kind: 'replace', path, answer });
    });
  return { question, ask, mayReplace };
}

export function useFileActions(tree: Tree): FileActions {
  const { source } = tree.store.getState();
  const { question, ask, mayReplace } = useQuestion();
  // One after another: each may have something to ask.
  const queue = useRef(Promise.resolve());

  const send = async (folder: string, file: LocalFile): Promise<boolean> => {
    const place = { source, folder };
    try {
      return await upload(place, file, false);
    } catch (error) {
      if (!isFault(error, 'exists')) throw error;
      return (await mayReplace(join(folder, file.name))) && (await upload(place, file, true));
    }
  };
  const sendAll = async (folder: string, files: readonly LocalFile[]): Promise<void> => {
    if (files.length >= MOST_FILES)
      showToast('warn', t('Only the first {most} files are uploaded.', { most: MOST_FILES }));
    for (const file of files)
      try {
        if (await send(folder, file)) await look(tree, source, join(folder, file.name.split('/', 1)[0] ?? file.name));
      } catch (error) {
        tell(error);
      }
  };
  const containerId = source.kind === 'container' ? source.id : '';
  return {
    question,
    ask,
    upload: (folder, files) => (queue.current = queue.current.then(() => sendAll(folder, files))),
    download: (path) => void beginDownload(source, path).catch((error: unknown) => showToast('bad', errorLine(error))),
    async rename({ key, entry }, name) {
      await rpc.call('files.rename', { id: containerId, path: key, name });
      tree.put(parentOf(key), entry.name, null);
      tree.put(parentOf(key), name, { ...entry, name });
      tree.setActive(join(parentOf(key), name));
    },
    async remove({ key, entry }) {
      await rpc.call('files.remove', { id: containerId, path: key });
      tree.put(parentOf(key), entry.name, null);
    },
  };
}
