import { IconArrowForward, IconFile, IconFolder, IconLink, IconQuestionMark } from '@tabler/icons-react';
import { memo } from 'react';
import type { LayerChange, LayerFileKind, TreeEntry } from '../../../../main/contract/layers';
import { decimalBytes } from '../../../lib/bytes';
import { withoutControls } from '../../../lib/control-characters';
import { t } from '../../../lib/i18n';
import { type LinePlace, NameCell, TreeCell, TreeRow } from '../../../ui/tree/tree-row';
import type { EntryLine } from './lines';

interface Props extends LinePlace {
  readonly line: EntryLine;
}

const ICONS: Readonly<Record<LayerFileKind, typeof IconFile>> = {
  file: IconFile,
  dir: IconFolder,
  symlink: IconArrowForward,
  link: IconLink,
  device: IconQuestionMark,
  fifo: IconQuestionMark,
  other: IconQuestionMark,
};

const KINDS: Readonly<Record<LayerFileKind, string>> = {
  file: t('file'),
  dir: t('folder'),
  symlink: t('link'),
  link: t('hard link'),
  device: t('device'),
  fifo: t('pipe'),
  other: t('of another kind'),
};

/** What the layer did to it; of a folder else, what it did in it. */
function changeWords({ change, below }: TreeEntry): string {
  if (change !== null) return change;
  return below.length === 0 ? '' : t('{below} inside', { below: below.join(', ') });
}

/** What is seen is short: the mark goes with the word, which stands in the title and in the name. */
const MARKS: Readonly<Record<LayerChange, string>> = { added: '+', changed: '~', removed: '−' };

const modeWords = (mode: number): string => mode.toString(8).padStart(4, '0');

export const EntryRow = memo(function EntryRow({ line, index, top, active }: Props) {
  const { entry, level, open, name } = line;
  const Icon = ICONS[entry.kind];
  const change = changeWords(entry);
  const label = [withoutControls(name), KINDS[entry.kind], change].filter((part) => part !== '').join(', ');
  return (
    <TreeRow
      {...{ line, index, top, active }}
      data-change={entry.change ?? undefined}
      aria-expanded={open ?? undefined}
      aria-selected={active}
      aria-label={label}
    >
      <NameCell {...{ level, open, name }} icon={<Icon size={15} />} kind={KINDS[entry.kind]} target={entry.target} />
      <TreeCell column="change" title={change}>
        {entry.change === null ? entry.below.map((one) => MARKS[one]).join(' ') : `${MARKS[entry.change]} ${change}`}
      </TreeCell>
      <TreeCell column="size" align="end">
        {(entry.kind === 'file' || entry.kind === 'dir') && decimalBytes(entry.size)}
      </TreeCell>
      <TreeCell column="mode" mono>
        {modeWords(entry.mode)}
      </TreeCell>
      <TreeCell column="owner" mono>
        {entry.uid}:{entry.gid}
      </TreeCell>
    </TreeRow>
  );
});
