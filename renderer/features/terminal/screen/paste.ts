/** More than anybody means to paste; the program's own input would choke on it. */
export const PASTE_LIMIT = 1024 * 1024;

/** Escapes in what is pasted could end the brackets that keep it from being run. */
export const harmlessPaste = (text: string): string => text.replaceAll('\x1b', '␛');

/** Whether the program would take lines of it for commands, one after the other. */
export const needsQuestion = (text: string, bracketed: boolean): boolean => !bracketed && /[\r\n]/.test(text);
