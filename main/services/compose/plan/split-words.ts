/** A command of one text as compose splits it: quotes and backslashes as a shell has them, nothing else. */
export function splitWords(said: string): readonly string[] {
  const words: string[] = [];
  let word: string | null = null;
  let quote = '';
  for (let at = 0; at < said.length; at += 1) {
    const letter = said[at] ?? '';
    if (quote === "'" ? letter === "'" : quote === '"' && letter === '"') quote = '';
    else if (quote !== "'" && letter === '\\') {
      at += 1;
      // Between double quotes a backslash only hides those and itself.
      const kept = quote === '"' && !/["\\$`]/.test(said[at] ?? '') ? '\\' : '';
      word = (word ?? '') + kept + (said[at] ?? '');
    } else if (quote === '' && (letter === "'" || letter === '"')) {
      quote = letter;
      word ??= '';
    } else if (quote === '' && /\s/.test(letter)) {
      if (word !== null) words.push(word);
      word = null;
    } else word = (word ?? '') + letter;
  }
  if (word !== null) words.push(word);
  return words;
}
