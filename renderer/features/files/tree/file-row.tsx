import {
  IconArrowForward,
  IconChevronDown,
  IconChevronRight,
  IconDeviceFloppy,
  IconFile,
  IconFolder,
  IconQuestionMark,
} from '@tabler/icons-react';
import { memo } from 'react';
import type { FileEntry } from '../../../../main/contract/files';
import { decimalBytes } from '../../../lib/bytes';
import { withoutControls } from '../../../lib/control-characters';
import { dateTime } from '../../../lib/time';
import { EngineText } from '../../../ui/engine-text';
import { KIND_WORDS, modeWords, timeWords } from '../words';
import type { EntryLine } from './lines';
import classes from './tree.module.css';

interface Props {
  readonly line: EntryLine;
  readonly index: number;
  readonly top: number;
  readonly active: boolean;
  readonly dropping: boolean;
}

const INDENT = 14;

function KindIcon({ entry: { kind, mount } }: { readonly entry: FileEntry }) {
  if (kind === 'dir') return mount ? <IconDeviceFloppy size={15} /> : <IconFolder size={15} />;
  if (kind === 'symlink') return <IconArrowForward size={15} />;
  return kind === 'file' ? <IconFile size={15} /> : <IconQuestionMark size={15} />;
}

const nameOf = ({ name, kind, target, mount, odd }: FileEntry): string =>
  [
    withoutControls(name),
    mount ? 'mounted folder' : KIND_WORDS[kind].toLowerCase(),
    target === null ? '' : `to ${withoutControls(target)}`,
    odd ? 'its name is not UTF-8' : '',
  ]
    .filter((part) => part !== '')
    .join(', ');

export const FileRow = memo(function FileRow({ line, index, top, active, dropping }: Props) {
  const { entry, level, open, key } = line;
  const folder = entry.kind === 'dir';
  const Chevron = open ? IconChevronDown : IconChevronRight;
  const owner = entry.uid === null ? '' : `${entry.uid}:${entry.gid ?? '?'}`;
  return (
    <div
      role="row"
      data-line={key}
      data-index={index}
      data-dropping={dropping || undefined}
      aria-level={level}
      aria-rowindex={index + 2}
      aria-expanded={folder ? open : undefined}
      aria-selected={active}
      aria-label={nameOf(entry)}
      tabIndex={active ? 0 : -1}
      className={classes.row}
      style={{ transform: `translateY(${top}px)` }}
    >
      <span role="gridcell" className={classes.name} style={{ paddingLeft: 6 + (level - 1) * INDENT }}>
        <span className={classes.chevron} data-chevron aria-hidden>
          {folder && <Chevron size={14} />}
        </span>
        <span className={classes.icon} title={entry.mount ? 'Mounted here' : KIND_WORDS[entry.kind]} aria-hidden>
          <KindIcon entry={entry} />
        </span>
        <EngineText value={entry.name} />
        {entry.target !== null && (
          <span className={classes.target}>
            <span aria-hidden>→ </span>
            <EngineText value={entry.target} />
          </span>
        )}
        {entry.odd && <span className={classes.odd}>not UTF-8</span>}
      </span>
      <span role="gridcell" className={classes.size}>
        {entry.kind === 'file' && decimalBytes(entry.size)}
      </span>
      <span role="gridcell" className={classes.time} title={dateTime(entry.mtime)}>
        {entry.mtime > 0 && timeWords(entry.mtime)}
      </span>
      <span role="gridcell" className={classes.mode}>
        {modeWords(entry)}
      </span>
      <span role="gridcell" className={classes.owner}>
        {owner}
      </span>
    </div>
  );
});
