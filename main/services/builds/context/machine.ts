import type { Test } from './go-class';

/** A piece of a pattern. */
export type Token =
  | { readonly kind: 'one' | 'optional' | 'many'; readonly test: Test }
  /** Any number of folders, none too. */
  | { readonly kind: 'folders' }
  /** Only where the text begins. */
  | { readonly kind: 'start' };

const isPassed = (token: Token | undefined, atStart: boolean): boolean =>
  token !== undefined && token.kind !== 'one' && (token.kind !== 'start' || atStart);

/** The places in a pattern where one may be at once. Place `n`: before token n; `inside + n`: within the folders of token n. */
function createPlaces(tokens: readonly Token[]) {
  const inside = tokens.length + 1;
  const seen = new Uint32Array(2 * inside);
  let round = 0;
  let places: number[] = [];
  const add = (place: number, into: number[], atStart: boolean): void => {
    for (let at = place; seen[at] !== round; at += 1) {
      seen[at] = round;
      into.push(at);
      // What may be nothing is passed at once.
      if (at >= inside || !isPassed(tokens[at], atStart)) return;
    }
  };
  const step = (place: number, character: string, into: number[]): void => {
    const at = place < inside ? place : place - inside;
    const token = tokens[at];
    if (token === undefined || token.kind === 'start') return;
    if (token.kind !== 'folders') {
      if (token.test(character)) add(token.kind === 'many' ? at : at + 1, into, false);
      return;
    }
    if (character !== '\n') add(at + inside, into, false);
    if (character === '/') add(at + 1, into, false);
  };
  return {
    begin(): void {
      round += 1;
      places = [];
      add(0, places, true);
    },
    /** Whether there is any place left. */
    take(character: string): boolean {
      round += 1;
      const next: number[] = [];
      for (const place of places) step(place, character, next);
      places = next;
      return next.length > 0;
    },
    isAtEnd: (): boolean => places.includes(tokens.length),
  };
}

/** Takes time in proportion to the text, whatever the pattern: a regular expression of JavaScript would not. */
export function createMachine(tokens: readonly Token[]): (text: string) => boolean {
  const places = createPlaces(tokens);
  return (text) => {
    places.begin();
    for (const character of text) if (!places.take(character)) return false;
    return places.isAtEnd();
  };
}
