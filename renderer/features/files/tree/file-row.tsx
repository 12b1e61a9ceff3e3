import { IconArrowForward, IconDeviceFloppy, IconFile, IconFolder, IconQuestionMark } from '@tabler/icons-react';
import { memo } from 'react';
import type { FileEntry } from '../../../../main/contract/files';
import { decimalBytes } from '../../../lib/bytes';
import { withoutControls } from '../../../lib/control-characters';
import { inSentence, t } from '../../../lib/i18n';
import { dateTime } from '../../../lib/time';
import { type LinePlace, NameCell, TreeCell, TreeRow } from '../../../ui/tree/tree-row';
import { KIND_WORDS, modeWords, timeWords } from '../words';
import type { EntryLine } from './lines';
import classes from './tree.module.css';

interface Props extends LinePlace {
  readonly line: EntryLine;
  readonly dropping: boolean;
}

function KindIcon({ entry: { kind, mount } }: { readonly entry: FileEntry }) {
  if (kind === 'dir') return mount ? <IconDeviceFloppy size={15} /> : <IconFolder size={15} />;
  if (kind === 'symlink') return <IconArrowForward size={15} />;
  return kind === 'file' ? <IconFile size={15} /> : <IconQuestionMark size={15} />;
}

const nameOf = ({ name, kind, target, mount, odd }: FileEntry): string =>
  [
    withoutControls(name),
    mount ? t('mounted folder') : inSentence(KIND_WORDS[kind]),
    target === null ? '' : t('to {target}', { target: withoutControls(target) }),
    odd ? t('its name is not UTF-8') : '',
  ]
    .filter((part) => part !== '')
    .join(', ');

export const FileRow = memo(function FileRow({ line, index, top, active, dropping }: Props) {
  const { entry, level, open } = line;
  const folder = entry.kind === 'dir';
  const owner = entry.uid === null ? '' : `${entry.uid}:${entry.gid ?? '?'}`;
  return (
    <TreeRow
      {...{ line, index, top, active }}
      data-dropping={dropping || undefined}
      aria-expanded={folder ? open : undefined}
      aria-selected={active}
      aria-label={nameOf(entry)}
    >
      <NameCell
        {...{ level, name: entry.name, target: entry.target }}
        open={folder ? open : null}
        icon={<KindIcon entry={entry} />}
        kind={entry.mount ? t('Mounted here') : KIND_WORDS[entry.kind]}
      >
        {entry.odd && <span className={classes.odd}>{t('not UTF-8')}</span>}
      </NameCell>
      <TreeCell column="size" align="end">
        {entry.kind === 'file' && decimalBytes(entry.size)}
      </TreeCell>
      <TreeCell column="time" title={dateTime(entry.mtime)}>
        {entry.mtime > 0 && timeWords(entry.mtime)}
      </TreeCell>
      <TreeCell column="mode" mono>
        {modeWords(entry)}
      </TreeCell>
      <TreeCell column="owner">{owner}</TreeCell>
    </TreeRow>
  );
});
