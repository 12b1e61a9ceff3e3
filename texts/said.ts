declare const SAID: unique symbol;

/**
 * A text that may be shown as it is: a sentence of ours in the user's language (`say`, `sayMsg`), or what somebody else said,
 * as they said it (`verbatim`). A plain string is none, so that the compiler finds what nobody could translate.
 */
export type Said = string & { readonly [SAID]: true };

/** The words of an engine, a tool, the system or a user; or a name: the same in every language, and perhaps hostile. */
export const verbatim = (words: string): Said => words as Said;
