const INDENT = '  ';

/**
 * JSON text over several lines. Only white space is put in or left out: numbers and strings stay as they were written, which
 * reading and writing them again would not do. Null: it is no JSON.
 */
export function prettyJson(text: string): string | null {
  try {
    JSON.parse(text);
  } catch {
    return null;
  }
  const parts: string[] = [];
  let depth = 0;
  const line = (): string => `\n${INDENT.repeat(depth)}`;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|\[\s*\]|\{\s*\}|[[\]{},:]|[^\s[\]{},:"]+/g)) {
    if (token === '{' || token === '[') {
      depth += 1;
      parts.push(token, line());
    } else if (token === '}' || token === ']') {
      depth -= 1;
      parts.push(line(), token);
    } else if (token === ',') parts.push(token, line());
    else if (token === ':') parts.push(': ');
    else parts.push(/^[[{]/.test(token) ? token.replace(/\s/g, '') : token);
  }
  return parts.join('');
}
