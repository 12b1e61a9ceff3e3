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
  /** As `t`, in parts: `<name>…</name>` in the text is what `tags.name` makes of what is between. */
  readonly parts: <Part>(source: string, values: Values, tags: Tags<Part>) => readonly (string | Part)[];
}

export type Tags<Part> = Readonly<Record<string, (inner: (string | Part)[]) => Part>>;

/** Such texts are what they are: most of them, and there are thousands on a page. */
const PLAIN = /^[^{}<'#]*$/;

export function createTexts(language: string, catalogue: Catalogue): Texts {
  const formats = new Map<string, IntlMessageFormat>();
  const formatOf = (source: string): IntlMessageFormat => {
    const known = formats.get(source);
    if (known !== undefined) return known;
    const translated = catalogue[source];
    const format = new IntlMessageFormat(translated ?? source, translated === undefined ? 'en' : language);
    formats.set(source, format);
    return format;
  };
  return {
    language,
    t(source, values) {
      const text = catalogue[source] ?? source;
      if (PLAIN.test(text)) return text;
      return String(formatOf(source).format<string>(values));
    },
    parts<Part>(source: string, values: Values, tags: Tags<Part>) {
      const made = formatOf(source).format<Part>({ ...values, ...tags });
      return Array.isArray(made) ? made : [made];
    },
  };
}
