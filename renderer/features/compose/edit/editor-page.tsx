import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ComposePlace } from '../../../../main/contract/compose';
import { ErrorNotice } from '../../../ui/error-notice';
import { Skeleton } from '../../../ui/skeleton';
import classes from './editor-page.module.css';
import { within } from './file-path';
import { NOTHING_KNOWN } from './language/knowledge';
import type { Target } from './file-props';
import { OneFile } from './one-file';
import { guardUnload } from './unload-guard';
import { useAnswers } from './use-answers';
import { useDisk } from './use-disk';

export interface EditorPageProps {
  /** Of the project; null: it is not kept yet. */
  readonly projectKey: string | null;
  readonly place: ComposePlace;
  /** The file to begin with, absolute; null: the first. */
  readonly path: string | null;
  /** From 1: where to begin in it. */
  readonly line?: number | null;
  /** Another file was chosen; left out: the page keeps it to itself. */
  readonly onFile?: (path: string, line: number | null) => void;
  /** To the dialog that ups the project; everything is saved then. Left out: there is no such button. */
  readonly onUp?: () => void;
}

/** Compose's own order; the first one is what a new file is called. */
const DEFAULT_NAME = 'compose.yaml';

const without = (files: readonly string[], more: readonly (string | null)[]): readonly string[] =>
  more.filter((one): one is string => one !== null && !files.includes(one));

/** The compose files of a project, to be edited: what is wrong with them, what compose makes of them, and what an up would do. */
export function EditorPage({ projectKey, place, path, line = null, onFile, onUp }: EditorPageProps) {
  useEffect(() => void guardUnload(), []);
  const answers = useAnswers(place);
  const { check, checkError, again } = answers;
  const [chosen, setChosen] = useState<Target | null>(path === null ? null : { path, line, column: 1 });
  const [asked, setAsked] = useState({ path, line });
  if (asked.path !== path || asked.line !== line) {
    setAsked({ path, line });
    // What was chosen here comes back as a prop, without its column.
    const isOwn = path === chosen?.path && (line === null || line === chosen.line);
    if (path !== null && !isOwn) setChosen({ path, line, column: 1 });
  }
  const known = check?.files ?? place.files;
  const nothing = checkError !== null && known.length === 0;
  const current = chosen?.path ?? known[0] ?? (nothing ? within(place.folder, DEFAULT_NAME) : null);
  const files = useMemo(() => [...known, ...without(known, [current])], [known, current]);
  const watched = useMemo(
    () => [...files, ...without(files, place.envFiles.length > 0 ? place.envFiles : [within(place.folder, '.env')])],
    [files, place],
  );
  const disk = useDisk(watched);
  const seen = useRef(disk);
  useEffect(() => {
    // The first that is told is what the check has read, too.
    const isNews = [...disk].some(([file, sha256]) => seen.current.has(file) && seen.current.get(file) !== sha256);
    seen.current = disk;
    if (isNews) again();
  }, [disk, again]);

  const learned = useRef(NOTHING_KNOWN);
  useEffect(() => {
    if (check !== null) learned.current = check;
  }, [check]);
  const knowledge = useCallback(() => learned.current, []);
  const go = (to: string, toLine: number | null, column = 1): void => {
    setChosen({ path: to, line: toLine, column });
    onFile?.(to, toLine);
  };
  if (current === null)
    return (
      <div className={classes.page} aria-busy={checkError === null}>
        <div className={classes.skeletons}>
          {checkError === null ? <Skeleton width="60%" /> : <ErrorNotice error={checkError} onRetry={again} />}
        </div>
      </div>
    );
  return (
    <OneFile
      key={current}
      {...{ projectKey, place, answers, files, knowledge, go }}
      path={current}
      target={chosen?.path === current ? chosen : null}
      told={disk.get(current)}
      {...(onUp !== undefined && { onUp })}
    />
  );
}
