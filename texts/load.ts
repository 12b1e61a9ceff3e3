import type { Language } from './languages';
import { createTexts, type Texts } from './translate';

/** English is in the source: nothing is loaded for it. */
export async function loadTexts(language: Language): Promise<Texts> {
  if (language === 'en') return createTexts(language, {});
  const { default: catalogue } = await import('./de.json');
  return createTexts(language, catalogue);
}
