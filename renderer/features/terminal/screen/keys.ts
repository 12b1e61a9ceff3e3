import { hasModKey, hasOtherModKey } from '../../../lib/platform';

const MAC = /Mac|iPhone|iPad/.test(globalThis.navigator.userAgent);

/** On macOS Command is free for these; elsewhere Ctrl belongs to the program, so Shift is held too. */
export const KEYS = {
  copy: MAC ? 'mod+c' : 'mod+shift+c',
  paste: MAC ? 'mod+v' : 'mod+shift+v',
  find: MAC ? 'mod+f' : 'mod+shift+f',
  leave: 'shift+F6',
} as const;

export type Command = keyof typeof KEYS;

/** What a key asks of the terminal itself; null: it is the program's. */
export function commandOf(event: KeyboardEvent): Command | null {
  if (event.type !== 'keydown') return null;
  if (event.key === 'F6' && event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey) return 'leave';
  if (!hasModKey(event) || hasOtherModKey(event) || event.altKey || event.shiftKey === MAC) return null;
  const key = event.key.toLowerCase();
  return key === 'c' ? 'copy' : key === 'v' ? 'paste' : key === 'f' ? 'find' : null;
}
