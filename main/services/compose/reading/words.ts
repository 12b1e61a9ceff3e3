import { say } from '../../../../texts/say';

/** Without what a terminal would obey and what turns the direction of text; line ends and tabs become spaces. */
export const withoutControls = (text: string): string =>
  text
    .replace(/[\t\r\n]+/g, ' ')
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .trim();

const LONGEST_QUOTE = 80;

/** A name or value of a file inside of our words. */
export function quoted(text: string): string {
  const clean = withoutControls(text);
  return `“${clean.length > LONGEST_QUOTE ? `${clean.slice(0, LONGEST_QUOTE)}…` : clean}”`;
}

/** How many letters have to change, up to `most` and one more. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The one of `names` that was likely meant; null: none is near. */
export function nearest(wrong: string, names: Iterable<string>): string | null {
  const most = wrong.length < 5 ? 1 : 2;
  let best: string | null = null;
  let least = most + 1;
  for (const name of names) {
    const away = distance(wrong.toLowerCase().replaceAll('-', '_'), name.toLowerCase(), most);
    if (away < least) [best, least] = [name, away];
  }
  return best;
}

export const didYouMean = (wrong: string, names: Iterable<string>): string => {
  const meant = nearest(wrong, names);
  return meant === null ? '' : say('Did you mean {meant}?', { meant: quoted(meant) });
};
