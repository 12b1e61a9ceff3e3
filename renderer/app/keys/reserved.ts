import { sameKeys } from '../../lib/actions/key-names';
import { t } from '../../lib/i18n';

/** What moves the focus, answers and closes, in every part of the window. */
const MOVING = new Set(
  ['Tab', 'shift+Tab', 'Enter', 'Escape', 'Space', 'Home', 'End', 'PageUp', 'PageDown', 'Backspace']
    .concat(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'ContextMenu', 'shift+F10'])
    .map(sameKeys),
);

/** Of the clipboard and of every text field. */
const EDITING = new Set(['mod+c', 'mod+v', 'mod+x', 'mod+z', 'mod+shift+z', 'mod+y'].map(sameKeys));

/** Never reach a page, whatever it does. */
const SYSTEM = new Set(['alt+F4', 'alt+Tab', 'mod+alt+Delete', 'mod+Tab', 'mod+shift+Tab', 'mod+q'].map(sameKeys));

/** A browser keeps these for itself. */
const BROWSER = new Set(
  ['mod+t', 'mod+n', 'mod+w', 'mod+shift+t', 'mod+shift+n', 'mod+shift+w', 'mod+PageUp', 'mod+PageDown', 'F11', 'F12']
    .concat(['mod+l', 'mod+r', 'mod+shift+r', 'F5', 'mod+shift+i', 'alt+ArrowLeft', 'alt+ArrowRight'])
    .concat(['mod+Plus', 'mod+=', 'mod+-', 'mod+0'])
    .map(sameKeys),
);

/** The desktop app's own menu has these. */
const MENU = new Set(['mod+w', 'mod+r', 'mod+m', 'mod+h', 'mod+shift+i', 'F11'].map(sameKeys));

/** Why an action cannot have these keys; null: it can. */
export function refusalOf(keys: string, desktop: boolean): string | null {
  const same = sameKeys(keys);
  if (MOVING.has(same)) return t('This key moves through the window, answers or closes: it is needed for that.');
  if (EDITING.has(same)) return t('These keys copy, paste and undo text: they are needed for that.');
  if (SYSTEM.has(same)) return t('These keys belong to the system: Slipway never gets them.');
  if (desktop && MENU.has(same)) return t('These keys belong to the menu of the window.');
  if (!desktop && BROWSER.has(same)) return t('These keys belong to the browser.');
  return null;
}
