import { hasModKey, hasOtherModKey } from '../platform';

/** Of a KeyboardEvent, React's or the browser's. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** Keys whose character would be lost between the signs of a name. */
const NAMES: Readonly<Record<string, string>> = { ' ': 'Space', '+': 'Plus' };
const MODIFIERS: ReadonlySet<string> = new Set(['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Fn']);

const nameOf = (key: string): string => {
  const name = NAMES[key] ?? key;
  return name.length === 1 ? name.toLowerCase() : name;
};

/** On most keyboards a sign like `?` is typed with shift, so for signs shift does not count. */
const isSign = (key: string): boolean => key.length === 1 && !/[a-z\d ]/i.test(key);

/** What was pressed: `mod+shift+b`; null: a modifier alone, or one that no key of ours has. */
export function keysOfPress(press: KeyPress): string | null {
  if (MODIFIERS.has(press.key) || hasOtherModKey(press)) return null;
  const shift = press.shiftKey && !isSign(press.key);
  return [hasModKey(press) && 'mod', shift && 'shift', press.altKey && 'alt', nameOf(press.key)]
    .filter((part) => part !== false)
    .join('+');
}

/** The same keys, however they are written: `shift+alt+F` and `alt+shift+f`. */
export function sameKeys(keys: string): string {
  const parts = keys.split('+');
  const key = nameOf(parts.pop() ?? '');
  return [...['mod', 'shift', 'alt'].filter((modifier) => parts.includes(modifier)), key].join('+').toLowerCase();
}

export const isPress = (press: KeyPress, keys: readonly string[]): boolean => {
  const pressed = keysOfPress(press);
  return pressed !== null && keys.some((each) => sameKeys(each) === sameKeys(pressed));
};
