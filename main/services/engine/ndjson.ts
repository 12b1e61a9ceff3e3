import { StringDecoder } from 'node:string_decoder';

const LINE_LIMIT = 16 * 1024 * 1024;

export interface LineReader {
  push(chunk: Buffer): void;
}

/**
 * Splits a byte stream into lines, whatever the chunks cut: characters too.
 * @param onLine Each line that is not empty, without its end.
 * @param onTooLong A line longer than `limit` UTF-16 units; it is dropped.
 */
export function createLineReader(
  onLine: (line: string) => void,
  onTooLong: () => void,
  limit: number = LINE_LIMIT,
): LineReader {
  const decoder = new StringDecoder('utf8');
  let parts: string[] = [];
  let length = 0;
  let dropping = false;

  const add = (part: string): void => {
    length += part.length;
    if (dropping || part === '') return;
    if (length <= limit) {
      parts.push(part);
      return;
    }
    dropping = true;
    parts = [];
    onTooLong();
  };
  const finish = (): void => {
    const line = parts.join('').trim();
    const complete = !dropping && line !== '';
    parts = [];
    length = 0;
    dropping = false;
    if (complete) onLine(line);
  };

  return {
    push: (chunk) => {
      const text = decoder.write(chunk);
      let start = 0;
      for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
        add(text.slice(start, end));
        finish();
        start = end + 1;
      }
      add(text.slice(start));
    },
  };
}
