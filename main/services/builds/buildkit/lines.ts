import type { Instruction } from '../dockerfile/parse';
import type { BuildStage } from '../../../contract/builds';

/** Where the steps of BuildKit stand in a Dockerfile. */
export interface StepPlace {
  /** From 1; null: it is none of its instructions, or it cannot be told. */
  readonly line: number | null;
  /** As the builder calls it; '': it has no name. */
  readonly stage: string;
}

const NAME = /^\[(?:([^\]]*) )?(\d+)\/(\d+)\] (\S+)/;
/** What counts as a step of a stage, beside its FROM. */
const COUNTED = ['RUN', 'COPY', 'ADD', 'WORKDIR'];

const METADATA = /^\[internal\] load metadata for (\S+)$/;

const NOWHERE: StepPlace = { line: null, stage: '' };

/** By `[build 2/5] RUN make`, as such steps are called. */
export function createPlaces(
  stages: readonly BuildStage[],
  instructions: readonly Instruction[],
): (name: string) => StepPlace {
  const named = new Map(stages.map((stage) => [(stage.name || `stage-${String(stage.index)}`).toLowerCase(), stage]));
  const countedIn = ({ index, base }: BuildStage): readonly Instruction[] => {
    const own = instructions.filter(({ stage, keyword }) => stage === index && COUNTED.includes(keyword));
    // A stage made from another one, or from nothing, does not count its FROM.
    const isInner = base === 'scratch' || (named.get(base.toLowerCase())?.index ?? index) < index;
    const from = instructions.filter(({ stage, keyword }) => stage === index && keyword === 'FROM');
    return isInner ? own : [...from, ...own];
  };
  return (name) => {
    const [, prefix = '', nth = '', total = '', keyword = ''] = NAME.exec(name) ?? [];
    if (nth === '') return NOWHERE;
    // A platform may stand before the stage: `[linux/arm64 build 2/5]`.
    const said = prefix.split(' ').at(-1) ?? '';
    const stage = named.get(said.toLowerCase()) ?? (stages.length === 1 || prefix === '' ? stages.at(-1) : undefined);
    if (stage === undefined) return { line: null, stage: said };
    const counted = countedIn(stage);
    const instruction = counted.length === Number(total) ? counted[Number(nth) - 1] : undefined;
    const line = instruction?.keyword === keyword ? instruction.line : null;
    return { line, stage: stages.length === 1 ? '' : said };
  };
}

const bare = (image: string): string => image.replace(/^docker\.io\/(?:library\/)?/, '').replace(/:latest$/, '');

/** The FROM that asks for the image whose metadata a step loads; null: it is another step, or that cannot be told. */
export function lineOfMetadata(name: string, stages: readonly BuildStage[]): number | null {
  const image = METADATA.exec(name)?.[1];
  return stages.find(({ base }) => image !== undefined && bare(base) === bare(image))?.line ?? null;
}
