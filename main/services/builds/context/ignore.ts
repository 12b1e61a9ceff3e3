import { BrokenPattern, type Pattern, patternOf } from './ignore-file';

/** Which patterns a folder was matched by. */
export type Verdicts = Uint8Array;

/** What an ignore file leaves out. */
export interface Ignore {
  /** What holds for all that is in the folder that is sent. */
  readonly root: Verdicts;
  /**
   * Whether a path is left out. `parent`: of the folder that it is in. `own`: is filled in, for what is in it.
   * Paths are relative, with `/`.
   */
  isIgnored(path: string, parent: Verdicts, own?: Verdicts): boolean;
  verdicts(): Verdicts;
  /** Whether a folder that is left out is looked into for what is brought back: docker goes by how the exception begins. */
  isLookedInto(folder: string): boolean;
}

const WILD = /[*[\]?^\\]/;

const withoutTail = (text: string): string => text.replace(/\/\*\*$/, '').replace(/\/\*$/, '');

/** @param buildKit Looks into every folder where an exception has a wildcard, which docker's other way does not. */
export function createIgnore(patterns: readonly Pattern[], buildKit: boolean): Ignore {
  const exceptions = patterns
    .filter(({ exception }) => exception)
    .map(({ text }) => (buildKit ? withoutTail(text) : text));
  const everywhere = buildKit && exceptions.some((text) => WILD.test(text));
  const fresh = (): Verdicts => new Uint8Array(patterns.length);
  return {
    root: fresh(),
    verdicts: fresh,
    isIgnored(path, parent, own) {
      let ignored = false;
      for (const [at, { exception, matches }] of patterns.entries()) {
        // What can change nothing is not asked, and counts as no match below, too: so does docker.
        const match = parent[at] === 1 || (exception === ignored && matches(path));
        if (own !== undefined) own[at] = match ? 1 : 0;
        if (match) ignored = !exception;
      }
      return ignored;
    },
    isLookedInto: (folder) => everywhere || exceptions.some((text) => `${text}/`.startsWith(`${folder}/`)),
  };
}

/** As docker looks for this one thing: of the folders a file is in, each pattern sees only the one as deep as itself. */
function leavesOut(patterns: readonly Pattern[], path: string): boolean {
  const folders = path.split('/').slice(0, -1);
  const isMatch = ({ text, matches }: Pattern): boolean => {
    const depth = text.split('/').length;
    return matches(path) || (depth <= folders.length && matches(folders.slice(0, depth).join('/')));
  };
  let ignored = false;
  try {
    for (const pattern of patterns) if (pattern.exception === ignored && isMatch(pattern)) ignored = !pattern.exception;
    return ignored;
  } catch (error) {
    if (error instanceof BrokenPattern) return false;
    throw error;
  }
}

/** The engine's own builder is always sent its Dockerfile and the ignore file; it takes them out by itself. */
export function withBuildFiles(
  patterns: readonly Pattern[],
  files: readonly string[],
  windows: boolean,
): readonly Pattern[] {
  let all = patterns;
  for (const file of files) {
    const kept = leavesOut(all, file) ? patternOf(`!${file}`, { file, windows }) : null;
    if (kept !== null) all = [...all, kept];
  }
  return all;
}
