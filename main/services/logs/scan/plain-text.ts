/** Colours (ECMA-48, "SGR"): the only escape sequences that a log view heeds; all others it shows. */
const COLOURS = /\u001b\[[\d;:]*m/g;

/** What is looked at when a line is searched: the text that is shown of it. */
export const plainText = (text: string): string => (text.includes('\u001b[') ? text.replace(COLOURS, '') : text);
