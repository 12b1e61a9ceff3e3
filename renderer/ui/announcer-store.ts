import { create } from 'zustand';

/** A screen reader that is told more often never gets to the end. */
const EVERY_MS = 1_000;
/** What is told while somebody types is cut off by the next key. */
const TYPING_MS = 700;
/** Of what came at once, so many are said; the rest waits for nobody. */
const MOST = 4;

/** What is being said; the same words again count as news by `turn`. */
export const useAnnouncement = create<{ readonly words: string; readonly turn: number }>(() => ({
  words: '',
  turn: 0,
}));

const waiting = new Map<string, string>();
let timer: ReturnType<typeof setTimeout> | undefined;
let said = -Infinity;
let typed = -Infinity;

function say(): void {
  timer = undefined;
  const now = performance.now();
  const wait = Math.max(said + EVERY_MS, typed + TYPING_MS) - now;
  if (wait > 0) {
    timer = setTimeout(say, wait);
    return;
  }
  const words = [...waiting.values()].slice(0, MOST).join('. ');
  waiting.clear();
  // Nobody hears it, and it is old by then.
  if (words === '' || document.hidden) return;
  said = now;
  useAnnouncement.setState(({ turn }) => ({ words, turn: turn + 1 }));
}

/**
 * Tells a screen reader, politely: what comes at once is said together, at most once a second, and never while somebody types.
 * @param topic What comes later of the same topic replaces what was not said yet.
 */
export function announce(words: string, topic: string): void {
  waiting.delete(topic);
  waiting.set(topic, words);
  timer ??= setTimeout(say, 0);
}

/** What a filter found, as long as somebody is at it: what changes by itself in a list is no answer. */
export function announceFound(words: string): void {
  if (document.activeElement?.matches('input[type=search]') === true) announce(words, 'found');
}

/** While the page lives: keys put off what is to be said. */
export function watchTyping(): () => void {
  const onKey = ({ target }: Event): void => {
    if (target instanceof HTMLElement && target.matches('input, textarea, [contenteditable=true]'))
      typed = performance.now();
  };
  document.addEventListener('keydown', onKey, true);
  return () => document.removeEventListener('keydown', onKey, true);
}
