/** One line of JSON as it is shown. */
export interface JsonLine {
  readonly depth: number;
  /** Without indentation. */
  readonly text: string;
}

/**
 * Breaks JSON text into lines without parsing the values: numbers above 2^53, escapes and the order of keys stay as the
 * engine wrote them. Text that is no JSON comes out as text.
 */
export function jsonLines(json: string): readonly JsonLine[] {
  const lines: JsonLine[] = [];
  let depth = 0;
  let line = '';
  const end = (): void => {
    if (line.trim() !== '') lines.push({ depth, text: line.trim() });
    line = '';
  };
  for (let at = 0; at < json.length; at += 1) {
    const char = json.charAt(at);
    if (char === '"') {
      const after = stringEnd(json, at);
      line += json.slice(at, after);
      at = after - 1;
    } else if (char === '{' || char === '[') {
      const closed = closesAtOnce(json, at);
      if (closed > 0) {
        line += `${char}${json.charAt(closed)}`;
        at = closed;
      } else {
        line += char;
        end();
        depth += 1;
      }
    } else if (char === '}' || char === ']') {
      end();
      depth = Math.max(0, depth - 1);
      line = char;
    } else if (char === ',') {
      line += ',';
      end();
    } else if (char === ':') line += ': ';
    else if (!/\s/.test(char)) line += char;
  }
  end();
  return lines;
}

/** Index after the closing quote of the string that opens at `from`. */
function stringEnd(json: string, from: number): number {
  for (let quote = json.indexOf('"', from + 1); quote >= 0; quote = json.indexOf('"', quote + 1)) {
    let slashes = 0;
    while (json.charAt(quote - 1 - slashes) === '\\') slashes += 1;
    if (slashes % 2 === 0) return quote + 1;
  }
  return json.length;
}

/** Index of the bracket that closes an empty object or list; 0 when it is not empty. */
function closesAtOnce(json: string, from: number): number {
  let at = from + 1;
  while (at < json.length && /\s/.test(json.charAt(at))) at += 1;
  const char = json.charAt(at);
  return char === '}' || char === ']' ? at : 0;
}
