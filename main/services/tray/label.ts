const LONGEST = 40;
/** What would hide in a line, turn its direction, or begin another one. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u115f\u1160\u3164\uffa0]/gu;

/** A hostile name as a menu may show it: one line of bounded length, what is hidden in it seen. A menu takes `&` for a key; `&&` is the sign. */
export function label(text: string): string {
  const seen = text
    .slice(0, LONGEST * 8)
    .replace(HIDDEN, '\ufffd')
    .replace(/\s+/g, ' ')
    .trim();
  const characters = Array.from(seen);
  const short = characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join('')}…` : seen;
  return short.replaceAll('&', '&&');
}
