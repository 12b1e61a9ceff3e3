const DEPTH = 4;
const FRAMES = 6;

/** Where it was thrown, without folders, which name the user. */
const framesOf = ({ stack = '' }: Error): string =>
  stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, FRAMES)
    .map((line) => line.trim().replace(/(?:file:\/\/)?[^\s()]*[/\\]([^/\\\s()]+)/g, '$1'))
    .join(' ');

const codeOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? ` (${error.code})` : '');

const wordsOf = (error: Error): string => `${error.name}: ${error.message}${codeOf(error)}`;

/**
 * What an error says of itself: name, message, code, causes, and where it was thrown. Never its other fields: requests,
 * headers and whole environments have been found in such.
 */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return typeof error === 'string' ? error : Object.prototype.toString.call(error);
  const said = [wordsOf(error)];
  let cause: unknown = error.cause;
  for (let depth = 1; cause !== undefined && depth < DEPTH; depth++) {
    said.push(
      `because ${cause instanceof Error ? wordsOf(cause) : typeof cause === 'string' ? cause : 'of something'}`,
    );
    cause = cause instanceof Error ? cause.cause : undefined;
  }
  return `${said.join('; ')} ${framesOf(error)}`.trim();
}
