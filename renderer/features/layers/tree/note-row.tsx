import { useEffect } from 'react';
import { errorLine } from '../../../lib/errors';
import { t } from '../../../lib/i18n';
import { EngineText } from '../../../ui/engine-text';
import { type LinePlace, NoteCell, TreeRow } from '../../../ui/tree/tree-row';
import type { NoteLine } from './lines';
import { type Folder, ROOT_PATH, type Tree } from './tree-store';

interface Props extends LinePlace {
  readonly line: NoteLine;
  readonly folder: Folder | undefined;
  readonly tree: Tree;
}

function wordsOf({ says, folder: path }: NoteLine, folder: Folder | undefined): string {
  if (says === 'failed') return errorLine(folder?.error);
  if (says === 'empty') return path === ROOT_PATH ? t('Nothing is here that is to be shown') : t('Empty');
  const [known, total] = [folder?.entries.length ?? 0, folder?.total ?? 0];
  return known === 0 ? t('Reading…') : t('{known, number} of {total, number}, reading more…', { known, total });
}

/** Below a folder's entries. In sight it asks for more of them. */
export function NoteRow({ line, index, top, active, folder, tree }: Props) {
  const known = folder?.entries.length ?? 0;
  useEffect(() => {
    if (line.says === 'more') tree.more(line.folder);
  }, [line, tree, known]);
  const words = wordsOf(line, folder);
  const action = { label: t('Try again'), tabIndex: -1, onAct: () => tree.again(line.folder) } as const;
  return (
    <TreeRow {...{ line, index, top, active }} aria-busy={line.says === 'more' || undefined}>
      <NoteCell level={line.level} action={line.says === 'failed' ? action : undefined}>
        <EngineText value={words} />
      </NoteCell>
    </TreeRow>
  );
}
