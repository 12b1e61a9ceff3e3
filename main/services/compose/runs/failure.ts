import { cut } from '../../engine/loose';
import { withoutCredentials } from '../../engine/without-credentials';

const LONGEST = 8192;
const MOST_LINES = 12;
const LAST_LINES = 4;
const COLOURS = /\u001b\[[\d;]*m/g;
const ERROR =
  /^\s*(?:ERROR: |error: |Error |error |Error: |failed to |The Compose file |yaml: |validating )|: error:|✘/;
/** They only say that there was an error. */
const EMPTY = /^(?:ERROR: )?Encountered errors while bringing up the project\.?$|^\s*$/;
/** Of a parse: the lines after it say more. */
const GOES_ON = /:$|^The Compose file /;

/** `ERROR: for web  …` is said of the container and of its service. */
const bare = (line: string): string => line.replace(/^ERROR: for \S+\s+/, '');

/** Why a run failed, in the CLI's own last words about it; '': it said nothing. Hostile. */
export function failureIn(lines: readonly string[]): string {
  const said = lines.map((line) => line.replace(COLOURS, '').trimEnd()).filter((line) => !EMPTY.test(line));
  const first = said.findIndex((line) => GOES_ON.test(line) && ERROR.test(line));
  const errors = first >= 0 ? said.slice(first) : said.filter((line) => ERROR.test(line));
  const words = errors.length > 0 ? errors : said.slice(-LAST_LINES);
  const once = words.filter((line, at) => words.findIndex((other) => bare(other) === bare(line)) === at);
  return cut(withoutCredentials(once.slice(-MOST_LINES).join('\n')), LONGEST);
}
