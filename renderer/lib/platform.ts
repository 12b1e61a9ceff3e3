import { t } from './i18n';

const MAC = /Mac|iPhone|iPad/.test(globalThis.navigator.userAgent);

interface WithModifiers {
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** The key that this system uses for commands: Command on macOS, else Ctrl. */
export const hasModKey = (event: WithModifiers, mac = MAC): boolean => (mac ? event.metaKey : event.ctrlKey);

/** The other one of the two, which a command never asks for. */
export const hasOtherModKey = (event: WithModifiers, mac = MAC): boolean => (mac ? event.ctrlKey : event.metaKey);

const MAC_SIGNS: Readonly<Record<string, string>> = { mod: '⌘', shift: '⇧', alt: '⌥' };
const ARROWS: Readonly<Record<string, string>> = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→' };
const WORDS: Readonly<Record<string, string>> = { mod: t('Ctrl'), shift: t('Shift'), alt: t('Alt') };

/** `mod+shift+c` as the keyboard in front of the user has it. */
export const keyLabel = (keys: string, mac = MAC): string =>
  keys
    .split('+')
    .map((key) => (mac ? MAC_SIGNS : WORDS)[key] ?? ARROWS[key] ?? (key.length === 1 ? key.toUpperCase() : key))
    .join(mac ? '' : '+');
