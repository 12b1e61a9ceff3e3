/** What a builder says at its end. */
export interface Ending {
  /** Why it failed; '': it does not say. Hostile. */
  readonly error: string;
  /** Of the Dockerfile, from 1; null: not told. */
  readonly line: number | null;
}

/** Reads the lines that belong to no step. */
export interface EndingReader {
  push(line: string): void;
  read(): Ending;
}

const RULE = /^-{6,}$/;
/** `Dockerfile:12`, by itself under a rule. */
const PLACE = /^\S.*:(\d+)$/;
const FAILED =
  /^(?:ERROR: |error: )?(failed to (?:solve|compute|build|read|create|fetch|do|load)\b.*|executor failed running .*)$/s;
const ERROR = /^ERROR: (.*)$/s;
const PARSE = /dockerfile parse error (?:on )?line (\d+)/i;
/** Characters. */
const LONGEST = 16_384;

/** @param other Gets every line, for a log. */
export function createEnding(other: (line: string) => void): EndingReader {
  const state = { error: '', line: null as number | null, last: '', underRule: false };
  return {
    push(line) {
      if (line.trim() === '') return;
      other(line);
      const place = state.underRule ? PLACE.exec(line)?.[1] : undefined;
      if (place !== undefined) state.line = Number(place);
      state.underRule = RULE.test(line);
      const error = (FAILED.exec(line) ?? ERROR.exec(line))?.[1];
      if (error !== undefined) state.error = error.slice(0, LONGEST);
      state.last = line;
    },
    read() {
      const { last, line } = state;
      const error = state.error !== '' || RULE.test(last) ? state.error : last.slice(0, LONGEST);
      const parsed = PARSE.exec(error)?.[1];
      return { error, line: parsed === undefined ? line : Number(parsed) };
    },
  };
}
