import { decimalBytes } from '../../../lib/bytes';
import { explainError } from '../../../lib/errors';
import { t } from '../../../lib/i18n';
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
  bytes: t('it holds a lot of data'),
  time: t('it takes long'),
  entries: t('it has very many entries'),
} as const;

const readAll = [t('Read it all'), (tree: Tree, path: string) => tree.read(path, { unbounded: true })] as const;
const again = [t('Try again'), (tree: Tree, path: string) => tree.read(path, { fresh: true })] as const;
const cancel = [t('Cancel'), (tree: Tree, path: string) => tree.cancel(path)] as const;

function noteOf({ entries, reading, bytes, seen, end, error }: Folder): Note {
  if (reading)
    return {
      words:
        bytes === 0
          ? t('Reading…')
          : t('Reading… {seen, number} entries, {bytes}', { seen, bytes: decimalBytes(bytes) }),
      action: cancel,
    };
  if (error !== null) {
    const { title, engineWords, advice } = explainError(error);
    return { words: `${title} ${advice}`.trim(), engineWords, action: again };
  }
  if (end === null) return { words: t('Cancelled: there may be more here.'), action: readAll };
  if (end.reason !== 'complete')
    return {
      words: t('Stopped, as {stopped}: there may be more here.', { stopped: STOPPED[end.reason] }),
      action: readAll,
    };
  if (end.strange > 0)
    return {
      words: t('{strange, plural, one {# entry} other {# entries}} with impossible names left out.', {
        strange: end.strange,
      }),
    };
  return { words: entries.length === 0 ? t('Empty') : '' };
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
