import { decimalBytes } from '../../../lib/bytes';
import { explainError } from '../../../lib/errors';
import { EngineText } from '../../../ui/engine-text';
import { type LinePlace, NoteCell, TreeRow } from '../../../ui/tree/tree-row';
import type { NoteLine } from './lines';
import classes from './tree.module.css';
import type { Folder, Tree } from './tree-store';

interface Props extends LinePlace {
  readonly line: NoteLine;
  readonly folder: Folder | undefined;
  readonly tree: Tree;
}

interface Note {
  readonly words: string;
  readonly engineWords?: string;
  readonly action?: readonly [label: string, act: (tree: Tree, path: string) => void];
}

const STOPPED = {
  bytes: 'it holds a lot of data',
  time: 'it takes long',
  entries: 'it has very many entries',
} as const;

const readAll = ['Read it all', (tree: Tree, path: string) => tree.read(path, { unbounded: true })] as const;
const again = ['Try again', (tree: Tree, path: string) => tree.read(path, { fresh: true })] as const;
const cancel = ['Cancel', (tree: Tree, path: string) => tree.cancel(path)] as const;

function noteOf({ entries, reading, bytes, seen, end, error }: Folder): Note {
  if (reading)
    return {
      words: bytes === 0 ? 'Reading…' : `Reading… ${seen.toLocaleString()} entries, ${decimalBytes(bytes)}`,
      action: cancel,
    };
  if (error !== null) {
    const { title, engineWords, advice } = explainError(error);
    return { words: `${title} ${advice}`.trim(), engineWords, action: again };
  }
  if (end === null) return { words: 'Cancelled: there may be more here.', action: readAll };
  if (end.reason !== 'complete')
    return { words: `Stopped, as ${STOPPED[end.reason]}: there may be more here.`, action: readAll };
  if (end.strange > 0)
    return { words: `${end.strange} ${end.strange === 1 ? 'entry' : 'entries'} with impossible names left out.` };
  return { words: entries.length === 0 ? 'Empty' : '' };
}

export function NoteRow({ line, index, top, active, folder, tree }: Props) {
  if (folder === undefined) return null;
  const { words, engineWords = '', action } = noteOf(folder);
  return (
    <TreeRow {...{ line, index, top, active }} data-note aria-busy={folder.reading || undefined}>
      <NoteCell level={line.level} action={action && { label: action[0], onAct: () => action[1](tree, line.folder) }}>
        <span className={classes.noteWords} title={words}>
          {words}
        </span>
        {engineWords !== '' && <EngineText value={engineWords} />}
      </NoteCell>
    </TreeRow>
  );
}
