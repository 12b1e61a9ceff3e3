/** Text in pieces, as lines. */
export interface LineSplitter {
  push(text: string): void;
  /** What has no end yet is a line. */
  flush(): void;
}

/** Characters; what has no line ends within so many is cut. */
const LONGEST = 65_536;

export function createLineSplitter(onLine: (line: string) => void): LineSplitter {
  let rest = '';
  return {
    push(text) {
      const lines = `${rest}${text}`.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onLine(line.endsWith('\r') ? line.slice(0, -1) : line);
      for (; rest.length > LONGEST; rest = rest.slice(LONGEST)) onLine(rest.slice(0, LONGEST));
    },
    flush() {
      if (rest !== '') onLine(rest);
      rest = '';
    },
  };
}
