import { languageFor, type Language } from '../../texts/languages';
import { loadTexts } from '../../texts/load';
import { speak } from '../../texts/say';
import type { Texts } from '../../texts/translate';
import type { Settings } from '../services/settings/settings';
import type { AppOptions } from './options';

/** In which language main and its pages speak: the user's, also once that is another. */
export interface Speech {
  readonly t: Texts['t'];
  /** `wanted`: what the page's system or browser asks for, as BCP 47, best first. Main speaks as the page from now on. */
  readonly language: (wanted: readonly string[]) => Language;
  /** Called when `t` says all things otherwise. */
  onChange(listener: () => void): () => void;
}

/** Resolves once main speaks it. */
export async function openSpeech(
  options: Pick<AppOptions, 'languages'>,
  settings: Pick<Settings, 'state' | 'onChange'>,
  log: (line: string) => void,
): Promise<Speech> {
  const listeners = new Set<() => void>();
  let asked = (await options.languages?.()) ?? [];
  const chosen = (): Language => languageFor(settings.state().value.appearance.language, asked);
  let spoken = chosen();
  let texts = await loadTexts(spoken);
  speak(texts);
  const follow = async (): Promise<void> => {
    const next = chosen();
    if (next === spoken) return;
    spoken = next;
    const loaded = await loadTexts(next);
    // Meanwhile it may have been changed once more.
    if (spoken !== next) return;
    texts = loaded;
    speak(texts);
    for (const listener of [...listeners]) listener();
  };
  const turn = (): void => void follow().catch((error: unknown) => log(`language: ${String(error)}`));
  settings.onChange(turn);
  return {
    t: (...said) => Reflect.apply(texts.t, texts, said),
    language(wanted) {
      asked = wanted;
      turn();
      return chosen();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
