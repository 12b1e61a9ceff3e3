import { IntlMessageFormat } from 'intl-messageformat';

/** What a text is filled in with. */
export type Values = Readonly<Record<string, string | number | Date>>;

/** Of one language: English text as it stands in the source, to its translation. Both are ICU messages. */
export type Catalogue = Readonly<Record<string, string>>;

/** One language's way to say things. */
export interface Texts {
  /** BCP 47. */
  readonly language: string;
  /** `source`: the English text, an ICU message. Without a translation it is said in English. Values are put in as they are. */
  readonly t: (source: string, values?: Values) => string;
  /**
   * As `t`, in parts: `<name>…</name>` in the text is what `tags.name` makes of what is between, and a value may be
   * something else than text.
   */
  readonly parts: <Part>(source: string, values: PartValues<Part>, tags: Tags<Part>) => readonly (string | Part)[];
  /** A text made elsewhere, and marked with `msg` there; any other (it may be hostile) stays as it is. */
  readonly said: (source: string) => string;
}

type PartValues<Part> = Readonly<Record<string, string | number | Date | Part>>;

export type Tags<Part> = Readonly<Record<string, (inner: (string | Part)[]) => Part>>;

/** Such texts are what they are: most of them, and there are thousands on a page. */
const PLAIN = /^(?![^]*'')[^{}<]*$/;

export function createTexts(language: string, catalogue: Catalogue): Texts {
  const translations = new Map(Object.entries(catalogue));
  const forms = new Map<string, string | IntlMessageFormat>();
  const formatted = (source: string): IntlMessageFormat => {
    const translated = translations.get(source);
    return new IntlMessageFormat(translated ?? source, translated === undefined ? 'en' : language);
  };
  /** Read once: the same texts are said again and again. */
  const formOf = (source: string): string | IntlMessageFormat => {
    const known = forms.get(source);
    if (known !== undefined) return known;
    const text = translations.get(source) ?? source;
    const form = PLAIN.test(text) ? text : formatted(source);
    forms.set(source, form);
    return form;
  };
  return {
    language,
    t(source, values) {
      const form = formOf(source);
      return typeof form === 'string' ? form : String(form.format<string>(values));
    },
    parts<Part>(source: string, values: PartValues<Part>, tags: Tags<Part>) {
      const form = formOf(source);
      const made = typeof form === 'string' ? form : form.format<Part>({ ...values, ...tags });
      return Array.isArray(made) ? made : [made];
    },
    said: (source) => translations.get(source) ?? source,
  };
}
