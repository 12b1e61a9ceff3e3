import type { Language } from '../../../texts/languages';

/** Of the page as it is built. */
const BUILT = '<html lang="en"';

/** The page that says, and so speaks, this language. */
export const pageIn = (html: string, language: Language): string => html.replace(BUILT, `<html lang="${language}"`);
