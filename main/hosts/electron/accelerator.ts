const MODIFIERS: Readonly<Record<string, string>> = { mod: 'CmdOrCtrl', shift: 'Shift', alt: 'Alt' };
const NAMED: Readonly<Record<string, string>> = {
  ...{ plus: 'Plus', space: 'Space', enter: 'Return', escape: 'Esc', delete: 'Delete', backspace: 'Backspace' },
  ...{ arrowup: 'Up', arrowdown: 'Down', arrowleft: 'Left', arrowright: 'Right', tab: 'Tab', home: 'Home', end: 'End' },
  ...{ pageup: 'PageUp', pagedown: 'PageDown' },
};

/** A key of the page (`mod+shift+b`) as Electron writes it; null: it is none that a menu can show. Electron throws at those it does not know. */
export function accelerator(keys: string): string | null {
  const parts = keys.split('+');
  const key = parts.pop() ?? '';
  const modifiers = parts.map((part) => MODIFIERS[part]);
  if (modifiers.some((modifier) => modifier === undefined)) return null;
  const named =
    NAMED[key.toLowerCase()] ??
    (/^(F([1-9]|1\d|2[0-4])|[\da-z!-*,-/:-@[-`{-~])$/i.test(key) ? key.toUpperCase() : null);
  return named === null ? null : [...modifiers, named].join('+');
}
