import { type Language, languageFor } from '../../texts/languages';
import { loadTexts } from '../../texts/load';
import type { Texts } from '../../texts/translate';
import type { Settings } from '../services/settings/settings';

/** What is said outside of pages: the tray, native menus, notifications. In the user's language, also once that is another. */
export interface Speaking {
  readonly t: Texts['t'];
  /** What is spoken, for somebody whose system asks for `wanted` (BCP 47, best first). */
  readonly language: (wanted: readonly string[]) => Language;
  /** Called when `t` says all things otherwise. */
  onChange(listener: () => void): () => void;
}

/** `wanted`: by the system, where the setting leaves it to it. */
export async function createSpeaking(
  settings: Pick<Settings, 'state' | 'onChange'>,
  wanted: readonly string[],
  log: (line: string) => void,
): Promise<Speaking> {
  const listeners = new Set<() => void>();
  const language = (asked: readonly string[]): Language =>
    languageFor(settings.state().value.appearance.language, asked);
  let spoken = language(wanted);
  let texts = await loadTexts(spoken);
  const follow = async (): Promise<void> => {
    const next = language(wanted);
    if (next === spoken) return;
    spoken = next;
    const loaded = await loadTexts(next);
    // Meanwhile it may have been changed once more.
    if (spoken !== next) return;
    texts = loaded;
    for (const listener of [...listeners]) listener();
  };
  settings.onChange(() => void follow().catch((error: unknown) => log(`language: ${String(error)}`)));
  return {
    t: (...said) => Reflect.apply(texts.t, texts, said) as string,
    language,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
