import type { BuildStep } from '../../../contract/builds';
import { type Instruction, parseDockerfile, type ParsedDockerfile } from '../dockerfile/parse';
import type { BuildRecord } from '../history/record';
import type { Wish } from '../types';
import { changedArguments, valuesAt } from './arguments';
import { readCopied } from './copied';
import { say } from '../../../../texts/say';

/** What is known to compare with. */
export interface Known {
  readonly wish: Wish;
  readonly now: ParsedDockerfile;
  /** The last build of the same by the same builder; null: none is known. */
  readonly previous: BuildRecord | null;
  /** Of the present build, as far as it has got. */
  readonly steps: () => readonly BuildStep[];
  /** Files of the context that are others than at the last build; null: not known (yet). */
  readonly changes: () => readonly string[] | null;
  /** Ids of base images by the line of their FROM, as far as they are known. */
  readonly bases: ReadonlyMap<string, string>;
}

type Judge = (instruction: Instruction, known: Known) => string;

const NAMED_FILES = 3;
/** Instructions that change what comes after them, without being steps everywhere. */
const SHAPING = ['FROM', 'RUN', 'COPY', 'ADD', 'WORKDIR', 'ENV', 'USER', 'SHELL'];

const isRun = ({ state }: BuildStep): boolean => state === 'done' || state === 'failed';

const instructionAt = ({ instructions }: ParsedDockerfile, line: number | null): Instruction | undefined =>
  instructions.find((each) => each.line === line);

/** Lines of steps that were built anew; FROM is never one. */
function rebuilt({ steps, now }: Known): readonly Instruction[] {
  return steps()
    .filter(isRun)
    .flatMap(({ line }) => instructionAt(now, line) ?? [])
    .filter(({ keyword }) => keyword !== 'FROM');
}

const earlier: Judge = (instruction, known) => {
  const before = rebuilt(known).find(({ stage, line }) => stage === instruction.stage && line < instruction.line);
  return before === undefined ? '' : say('An earlier step was built anew: line {line}.', { line: before.line });
};

/** COPY --from, or a stage made from another one. */
const otherStage: Judge = (instruction, known) => {
  const { now } = known;
  const own = now.stages[instruction.stage];
  const isCopy = instruction.keyword === 'COPY' || instruction.keyword === 'ADD';
  const wanted = [own?.base ?? '', isCopy ? readCopied(instruction.text).from : ''].filter((name) => name !== '');
  const stage = now.stages.find(({ name, index }) =>
    wanted.some(
      (each) => index < instruction.stage && (each.toLowerCase() === name.toLowerCase() || each === String(index)),
    ),
  );
  if (stage === undefined || !rebuilt(known).some((each) => each.stage === stage.index)) return '';
  return say('The stage {name} was built anew.', { name: stage.name || String(stage.index) });
};

/** The same stage in the last build. */
function before(
  { now, previous }: Known,
  stage: number,
): { readonly parsed: ParsedDockerfile; readonly stage: number } | null {
  if (previous === null) return null;
  const parsed = parseDockerfile(previous.text);
  const name = now.stages[stage]?.name ?? '';
  const found = name === '' ? parsed.stages[stage] : parsed.stages.find((each) => each.name === name);
  return found === undefined ? null : { parsed, stage: found.index };
}

const shaping = ({ instructions }: ParsedDockerfile, stage: number): readonly Instruction[] =>
  instructions.filter((each) => each.stage === stage && SHAPING.includes(each.keyword));

const same = (a: Instruction | undefined, b: Instruction): boolean => a?.keyword === b.keyword && a.text === b.text;

const line: Judge = (instruction, known) => {
  const old = before(known, instruction.stage);
  if (old === null) return say('This stage is new since the last build.');
  const [was, is] = [shaping(old.parsed, old.stage), shaping(known.now, instruction.stage)];
  const differs = is.findIndex((each, at) => !same(was[at], each));
  const changed = is[differs];
  if (changed === undefined || changed.line > instruction.line) return '';
  if (changed.line === instruction.line) return say('This line was changed since the last build.');
  return say('Line {line} was changed since the last build.', { line: changed.line });
};

/** The same instruction in the last build, among all of that. */
function oldOf(instruction: Instruction, known: Known) {
  const old = before(known, instruction.stage);
  const found = old?.parsed.instructions.find((each) => each.stage === old.stage && same(each, instruction));
  return old === null || found === undefined ? null : { found, all: old.parsed.instructions };
}

const argument: Judge = (instruction, known) => {
  const old = oldOf(instruction, known);
  if (known.previous === null || old === null) return '';
  const was = valuesAt(old.all, old.found, known.previous.row.wish.args);
  const is = valuesAt(known.now.instructions, instruction, known.wish.args);
  const names = changedArguments(instruction, was, is);
  return names.length === 0 ? '' : say('Another value of the build argument {names}.', { names: names.join(', ') });
};

const base: Judge = ({ stage }, { now, previous, bases }) => {
  const key = String(now.stages[stage]?.line ?? 0);
  const [was, is] = [previous?.bases[key], bases.get(key)];
  return was === undefined || is === undefined || was === is
    ? ''
    : say('The base image is another one than at the last build.');
};

const files: Judge = ({ keyword, text }, { changes }) => {
  if (keyword !== 'COPY' && keyword !== 'ADD') return '';
  const { takes } = readCopied(text);
  const changed = takes === null ? [] : (changes() ?? []).filter(takes);
  if (changed.length === 0) return '';
  const more = changed.length - NAMED_FILES;
  const named = changed.slice(0, NAMED_FILES).join(', ');
  return more > 0
    ? say('Changed since the last build: {named} and {more, plural, one {# more} other {# more}}.', { named, more })
    : say('Changed since the last build: {named}.', { named });
};

/** What the last build had no result for, there is none of now. */
const unfinished: Judge = (instruction, known) => {
  const old = oldOf(instruction, known);
  const step = known.previous?.steps.find((each) => each.line === old?.found.line);
  return step?.state === 'done' || step?.state === 'cached' ? '' : say('The last build did not get past this step.');
};

const general: Judge = (_, { wish, previous }) => {
  if (wish.noCache) return say('The cache was not to be used (--no-cache).');
  if (previous === null) return say('No earlier build of this Dockerfile with this builder is known.');
  return previous.row.wish.platform === wish.platform ? '' : say('The last build was for another platform.');
};

const JUDGES: readonly Judge[] = [general, earlier, otherStage, line, argument, base, files, unfinished];

/** Why a step did not come from the cache; '': that cannot be told. */
export function whyMissed(step: BuildStep, known: Known): string {
  const instruction = instructionAt(known.now, step.line);
  if (instruction === undefined || instruction.keyword === 'FROM' || instruction.stage < 0) return '';
  for (const judge of JUDGES) {
    const words = judge(instruction, known);
    if (words !== '') return words;
  }
  return '';
}
