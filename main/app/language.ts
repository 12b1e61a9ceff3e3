import { languageFor, type Language } from '../../texts/languages';
import { loadTexts } from '../../texts/load';
import { speak } from '../../texts/say';
import type { Texts } from '../../texts/translate';
import type { Settings } from '../services/settings/settings';
import type { AppOptions } from './options';

/** In which language main and its pages speak. */
export interface Speech {
  /** Of what lasts as long as Slipway runs: menus, titles of tasks. */
  readonly t: Texts['t'];
  /** `wanted`: what the page's system or browser asks for, as BCP 47, best first. Main speaks as the page from now on. */
  readonly language: (wanted: readonly string[]) => Language;
}

/** Resolves once main speaks it. */
export async function openSpeech(options: Pick<AppOptions, 'languages'>, settings: Settings): Promise<Speech> {
  let spoken: Language | null = null;
  const chosen = (wanted: readonly string[]): Language =>
    languageFor(settings.state().value.appearance.language, wanted);
  const turnTo = async (language: Language): Promise<Texts> => {
    spoken = language;
    const texts = await loadTexts(language);
    // A later page may have asked for another meanwhile.
    if (spoken === language) speak(texts);
    return texts;
  };
  const { t } = await turnTo(chosen((await options.languages?.()) ?? []));
  return {
    t,
    language: (wanted) => {
      const language = chosen(wanted);
      if (language !== spoken) void turnTo(language);
      return language;
    },
  };
}
