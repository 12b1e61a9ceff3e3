import type { Dockerfile } from 'dockerfile-ast';
import type { Position } from './positions';
import { DockerfileParser } from './without-node';

/** What may stand there, and the character of the line that it begins at. */
interface Proposals {
  readonly from: number;
  readonly labels: readonly string[];
}

const FLAGS = ['--mount=', '--network=', '--security='];
const NETWORKS = ['default', 'host', 'none'];
const SECURITIES = ['insecure', 'sandbox'];
const MOUNT_TYPES = ['bind', 'cache', 'secret', 'ssh', 'tmpfs'];
const MOUNT_KEYS = 'env= from= gid= id= mode= readonly required rw sharing= size= source= target= type= uid='.split(
  ' ',
);
const SHARINGS = ['locked', 'private', 'shared'];

const stageNames = (file: Dockerfile): readonly string[] =>
  file.getFROMs().flatMap((from) => from.getBuildStage() ?? []);

function mountValue(key: string, file: Dockerfile): readonly string[] {
  if (key === 'type') return MOUNT_TYPES;
  if (key === 'sharing') return SHARINGS;
  return key === 'from' ? stageNames(file) : [];
}

/** `typed`: the word at the cursor, which ends there. */
function flagProposals(typed: string, at: number, file: Dockerfile): Proposals | null {
  const flag = /^--(\w+)=(.*)$/.exec(typed);
  if (flag === null) return { from: at - typed.length, labels: FLAGS };
  const [, name = '', value = ''] = flag;
  if (name === 'network') return { from: at - value.length, labels: NETWORKS };
  if (name === 'security') return { from: at - value.length, labels: SECURITIES };
  if (name !== 'mount') return null;
  const part = value.slice(value.lastIndexOf(',') + 1);
  const equals = part.indexOf('=');
  if (equals < 0) return { from: at - part.length, labels: MOUNT_KEYS };
  const given = part.slice(equals + 1);
  return { from: at - given.length, labels: mountValue(part.slice(0, equals), file) };
}

/**
 * BuildKit's flags of RUN, and stages as the base of others: what the language service does not propose. null: neither
 * is at the cursor.
 */
export function proposalsAt(text: string, { line, character }: Position): Proposals | null {
  const file = DockerfileParser.parse(text);
  const before = (text.split('\n')[line] ?? '').slice(0, character);
  const typed = /\S*$/.exec(before)?.[0] ?? '';
  const instruction = file.getInstructions().find((one) => {
    const { start, end } = one.getRange();
    return start.line <= line && line <= end.line;
  });
  const keyword = instruction?.getKeyword();
  if (keyword === 'RUN' && typed.startsWith('--')) return flagProposals(typed, character, file);
  if (keyword !== 'FROM' || !/^\s*FROM\s+(--\S+\s+)?[\w.-]*$/i.test(before)) return null;
  const above = file.getFROMs().filter((from) => from.getRange().start.line < line);
  const labels = above.flatMap((from) => from.getBuildStage() ?? []);
  return labels.length === 0 ? null : { from: character - typed.length, labels };
}
