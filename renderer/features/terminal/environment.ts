interface Environment {
  /** `KEY=value`. */
  readonly env: string[];
  /** Number of the first line that is none; null: all are. */
  readonly wrong: number | null;
}

/** One variable a line; empty lines are none. A value keeps its blanks. */
export function parseEnvironment(text: string): Environment {
  const lines = text.split('\n').map((line) => line.replace(/^\s+|\r$/g, ''));
  const wrong = lines.findIndex((line) => line !== '' && !/^[^=\s]+=/.test(line));
  return { env: lines.filter((line) => line !== ''), wrong: wrong < 0 ? null : wrong + 1 };
}
