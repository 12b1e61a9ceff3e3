import { IconChevronLeft, IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, type MouseEvent, useId, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { t } from '../../lib/i18n';
import { EngineText } from '../../ui/engine-text';
import { withoutControls } from '../../lib/control-characters';
import type { PaletteItem } from './item';
import { PaletteFooter } from './palette-footer';
import { PaletteList } from './palette-list';
import { closePalette } from './palette-store';
import classes from './palette.module.css';
import { answer, answerAmong } from './query';
import { noteRecent, recents } from './recents';
import { useFound } from './use-found';

/** Rows that Page Up and Page Down go by. */
const PAGE = 10;

/** The object whose actions are shown, and what was typed to find it. */
interface Within {
  readonly item: PaletteItem;
  readonly deeds: readonly PaletteItem[];
  readonly before: string;
  readonly place: number;
}

function choose(item: PaletteItem, within: Within | null): void {
  // Log text is another one each time.
  if (item.id !== 'logs') noteRecent(within?.item.id ?? item.id);
  // The focus is back where it was before the deed begins: it may want it elsewhere.
  flushSync(closePalette);
  item.run();
}

function useChoice(first: string) {
  const found = useFound();
  const [recent] = useState(recents);
  const [text, setText] = useState(first);
  const [active, setActive] = useState(0);
  const [within, setWithin] = useState<Within | null>(null);
  const ranked = useMemo(
    () => (within === null ? answer(found, text, recent) : answerAmong(within.deeds, text)),
    [found, text, recent, within],
  );
  const last = ranked.items.length - 1;
  const at = Math.min(active, last);
  const type = (to: string): void => {
    setText(to);
    setActive(0);
  };
  const enter = (item: PaletteItem | undefined, place: number): boolean => {
    const deeds = within === null ? (item?.deeds?.() ?? []) : [];
    if (item === undefined || deeds.length === 0) return false;
    setWithin({ item, deeds, before: text, place });
    type('');
    return true;
  };
  const leave = (): void => {
    setWithin(null);
    setText(within?.before ?? '');
    setActive(within?.place ?? 0);
  };
  const moveTo = (to: number): void => setActive(Math.max(0, Math.min(last, to)));
  return { ranked, text, type, at, moveTo, within, enter, leave };
}

type Choice = ReturnType<typeof useChoice>;

const caretAtEnd = ({ selectionStart, selectionEnd, value }: HTMLInputElement): boolean =>
  selectionStart === value.length && selectionEnd === value.length;

/** True: it was meant for the palette. */
function onKey(event: KeyboardEvent<HTMLInputElement>, choice: Choice): boolean {
  const { ranked, at, within, text, moveTo } = choice;
  const item = ranked.items[at];
  const last = ranked.items.length - 1;
  switch (event.key) {
    case 'ArrowDown':
      moveTo(at === last ? 0 : at + 1);
      return true;
    case 'ArrowUp':
      moveTo(at === 0 ? last : at - 1);
      return true;
    case 'PageDown':
      moveTo(at + PAGE);
      return true;
    case 'PageUp':
      moveTo(at - PAGE);
      return true;
    case 'Enter':
      if (item !== undefined) choose(item, within);
      return true;
    case 'Tab':
      if (event.shiftKey && within !== null) choice.leave();
      else if (!event.shiftKey) choice.enter(item, at);
      return true;
    case 'ArrowRight':
      return caretAtEnd(event.currentTarget) && choice.enter(item, at);
    case 'ArrowLeft':
    case 'Backspace':
      if (within === null || text !== '') return false;
      choice.leave();
      return true;
    case 'Escape':
      if (within !== null) choice.leave();
      else closePalette();
      return true;
    default:
      return false;
  }
}

export function PaletteBox({ first }: { readonly first: string }) {
  const choice = useChoice(first);
  const { ranked, text, at, within } = choice;
  const id = useId();
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    event.stopPropagation();
    if (!event.nativeEvent.isComposing && onKey(event, choice)) event.preventDefault();
  };
  const onBackdrop = (event: MouseEvent): void => {
    // The box keeps the focus, wherever beside it one clicks.
    if (!(event.target instanceof HTMLInputElement)) event.preventDefault();
    if (event.target === event.currentTarget) closePalette();
  };
  const name =
    within === null ? t('Search') : t('What to do with {name}', { name: withoutControls(within.item.title) });
  return (
    <div className={classes.backdrop} onMouseDown={onBackdrop}>
      <section role="dialog" aria-modal aria-label={t('Search')} className={classes.panel}>
        <div className={classes.head}>
          {within === null ? (
            <IconSearch size={18} aria-hidden />
          ) : (
            <button type="button" tabIndex={-1} aria-label={t('Back')} className={classes.of} onClick={choice.leave}>
              <IconChevronLeft size={16} aria-hidden />
              <EngineText value={within.item.title} />
            </button>
          )}
          <input
            autoFocus
            role="combobox"
            aria-label={name}
            aria-expanded
            aria-autocomplete="list"
            aria-controls={`${id}list`}
            aria-activedescendant={ranked.items[at] === undefined ? undefined : `${id}${String(at)}`}
            placeholder={within === null ? t('Search, or > for actions, logs: for log text') : t('Find an action')}
            className={classes.input}
            spellCheck={false}
            autoComplete="off"
            maxLength={300}
            value={text}
            onChange={(event) => choice.type(event.currentTarget.value)}
            onKeyDown={onKeyDown}
          />
        </div>
        <PaletteList
          id={id}
          name={name}
          text={text}
          items={ranked.items}
          nothing={ranked.nothing ?? t('Nothing matches')}
          active={at}
          onChoose={(item) => choose(item, within)}
          onEnter={(item, place) => choice.enter(item, place)}
        />
        <PaletteFooter ranked={ranked} item={ranked.items[at]} within={within !== null} />
      </section>
    </div>
  );
}
