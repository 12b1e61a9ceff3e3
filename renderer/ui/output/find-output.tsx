import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { t } from '../../lib/i18n';
import { IconButton } from '../icon-button';
import { SearchBox } from '../search-box';
import classes from './output.module.css';
import type { Output } from './output';
import { linesWith, nextMatch } from './output-text';

/** Words that are looked for in lines, and where they are. */
export interface OutputSearch {
  readonly words: string;
  /** Indexes of lines, rising. */
  readonly matches: readonly number[];
  readonly found: ReadonlySet<number>;
  /** Where one is; null: nowhere yet. */
  readonly current: number | null;
  readonly go: (by: 1 | -1) => void;
  readonly change: (words: string) => void;
}

export function useOutputSearch(lines: Output): OutputSearch {
  const [words, setWords] = useState('');
  const [current, setCurrent] = useState<number | null>(null);
  const matches = useMemo(() => linesWith(lines, words), [lines, words]);
  const found = useMemo(() => new Set(matches), [matches]);
  return {
    ...{ words, matches, found, current },
    go: (by) => setCurrent(nextMatch(matches, current, by)),
    change(next) {
      setWords(next);
      setCurrent(nextMatch(linesWith(lines, next), null, 1));
    },
  };
}

interface Props {
  readonly label: string;
  readonly search: OutputSearch;
  /** What else can be done with the lines, at the other end. */
  readonly children: ReactNode;
}

/** Above lines: the words to look for, Enter and Shift+Enter for the next and the one before. */
export function FindInOutput({ label, search, children }: Props) {
  const { words, matches, current, go, change } = search;
  const isNone = matches.length === 0;
  return (
    <div className={classes.findBar}>
      <SearchBox
        label={label}
        className={classes.find}
        value={words}
        onText={change}
        onKeyDown={(event) => {
          if (event.key === 'Enter') go(event.shiftKey ? -1 : 1);
          if (event.key !== 'Escape' || words === '') return;
          event.preventDefault();
          change('');
        }}
      />
      <span className={classes.count} role="status">
        {words === '' ? '' : countWords(matches, current)}
      </span>
      <IconButton
        label={t('Previous match')}
        icon={<IconArrowUp size={15} />}
        disabled={isNone}
        onClick={() => go(-1)}
      />
      <IconButton label={t('Next match')} icon={<IconArrowDown size={15} />} disabled={isNone} onClick={() => go(1)} />
      <span className={classes.gap} />
      {children}
    </div>
  );
}

const countWords = (matches: readonly number[], current: number | null): string =>
  matches.length === 0
    ? t('not found')
    : t('{place} of {count}', {
        place: current === null ? 0 : matches.indexOf(current) + 1,
        count: matches.length,
      });
