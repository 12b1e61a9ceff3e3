/** What Slipway speaks, as BCP 47 has it; the first is what its texts are written in. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

export const isLanguage = (tag: string): tag is Language => LANGUAGES.some((language) => language === tag);

/** `de-AT` is German. Null: not one of ours. */
function languageOf(tag: string): Language | null {
  const [language = ''] = tag.toLowerCase().split('-', 1);
  return isLanguage(language) ? language : null;
}

/** `chosen` is the setting; `wanted` is what the user's system asks for, as BCP 47, best first. */
export function languageFor(chosen: Language | 'system', wanted: readonly string[]): Language {
  if (chosen !== 'system') return chosen;
  return wanted.map(languageOf).find((language) => language !== null) ?? LANGUAGES[0];
}

/** The tags of an Accept-Language header (RFC 9110, 12.5.4), best first; those of no weight are not wanted. */
export function acceptedLanguages(header: string): readonly string[] {
  return header
    .slice(0, 1000)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.split(';').map((piece) => piece.trim());
      const weight = parameters.find((piece) => /^q=/i.test(piece))?.slice(2);
      return { tag, weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ tag, weight }) => tag !== '' && weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}
