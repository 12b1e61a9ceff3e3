import type { ISearchOptions, SearchAddon } from '@xterm/addon-search';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { t } from '../../lib/i18n';
import { IconButton } from '../../ui/icon-button';
import { SearchBox } from '../../ui/search-box';
import { MATCH_COLOURS } from './screen/colours';
import classes from './terminal.module.css';

interface Props {
  readonly search: SearchAddon;
  readonly dark: boolean;
  readonly onClose: () => void;
}

/** `highlightLimit` of the search. */
const MOST = 1000;

/** Searches the screen and what scrolled out of it, from the end upwards. */
export function FindBar({ search, dark, onClose }: Props) {
  const [text, setText] = useState('');
  const [found, setFound] = useState<{ at: number; count: number } | null>(null);
  const colours = MATCH_COLOURS[dark ? 'dark' : 'light'];
  const options: ISearchOptions = { decorations: colours };
  useEffect(() => {
    const listening = search.onDidChangeResults(({ resultIndex, resultCount }) =>
      setFound({ at: resultIndex, count: resultCount }),
    );
    return () => {
      listening.dispose();
      search.clearDecorations();
    };
  }, [search]);

  const look = (wanted: string): void => {
    setText(wanted);
    if (wanted !== '') search.findPrevious(wanted, { ...options, incremental: true });
    else {
      search.clearDecorations();
      setFound(null);
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onClose();
    else if (event.key !== 'Enter' || text === '') return;
    else if (event.shiftKey) search.findNext(text, options);
    else search.findPrevious(text, options);
    event.preventDefault();
    event.stopPropagation();
  };
  const nothing = found === null || found.count === 0;
  return (
    <div role="search" className={classes.find} onKeyDown={onKeyDown}>
      <SearchBox
        label={t('Find in the terminal')}
        placeholder={t('Find')}
        leftSection={null}
        className={classes.findText}
        value={text}
        autoFocus
        onText={look}
      />
      <span className={classes.count} aria-live="polite">
        {text !== '' && countWords(found)}
      </span>
      <IconButton
        label={t('Previous match')}
        hint={t('Enter')}
        icon={<IconArrowUp size={15} />}
        disabled={nothing}
        onClick={() => search.findPrevious(text, options)}
      />
      <IconButton
        label={t('Next match')}
        hint={t('Shift+Enter')}
        icon={<IconArrowDown size={15} />}
        disabled={nothing}
        onClick={() => search.findNext(text, options)}
      />
      <IconButton label={t('Close the search')} hint={t('Esc')} icon={<IconX size={15} />} onClick={onClose} />
    </div>
  );
}

function countWords(found: { readonly at: number; readonly count: number } | null): string {
  if (found === null || found.count === 0) return t('Not found');
  if (found.at < 0) return `${found.count}${found.count >= MOST ? t(' or more') : ''}`;
  return found.count >= MOST
    ? t('{at} of {count} or more', { at: found.at + 1, count: found.count })
    : t('{at} of {count}', { at: found.at + 1, count: found.count });
}
