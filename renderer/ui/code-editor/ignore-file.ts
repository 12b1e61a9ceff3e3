import { StreamLanguage } from '@codemirror/language';

/** A `.dockerignore`: comments only at the beginning of a line, exceptions begin with `!`. */
export const ignoreFile = StreamLanguage.define({
  token: (stream) => {
    if (stream.sol() && stream.peek() === '#') {
      stream.skipToEnd();
      return 'comment';
    }
    if (stream.sol() && stream.eat('!') !== undefined) return 'keyword';
    if (stream.eatWhile(/[*?[\]\\]/)) return 'atom';
    stream.eatWhile(/[^*?[\]\\]/);
    return null;
  },
  languageData: { commentTokens: { line: '#' } },
});
