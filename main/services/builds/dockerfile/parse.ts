import { DockerfileParser, From, type Instruction as Node, PropertyInstruction } from 'dockerfile-ast';
import type { BuildStage } from '../../../contract/builds';

/** One instruction of a Dockerfile, over all its lines. */
export interface Instruction {
  /** Upper case. */
  readonly keyword: string;
  /** From 1. */
  readonly line: number;
  readonly endLine: number;
  /** As it is written, without the keyword: continued lines and here-documents too. */
  readonly text: string;
  /** From 0; -1: it stands before the first FROM. */
  readonly stage: number;
}

export interface DockerfileArg {
  readonly name: string;
  /** null: it has no default. */
  readonly value: string | null;
}

export interface ParsedDockerfile {
  readonly stages: readonly BuildStage[];
  /** Each name once, with the first default there is. */
  readonly args: readonly DockerfileArg[];
  readonly instructions: readonly Instruction[];
}

const BYTE_ORDER_MARK = /^\uFEFF/;

const isArg = (node: Node): node is PropertyInstruction =>
  node instanceof PropertyInstruction && node.getKeyword() === 'ARG';

function argsOf(nodes: readonly Node[]): DockerfileArg[] {
  const args = new Map<string, string | null>();
  for (const property of nodes.filter(isArg).flatMap((node) => node.getProperties())) {
    const name = property.getName();
    const value = property.getAssignmentOperator() === null ? null : (property.getValue() ?? '');
    if (name !== '') args.set(name, args.get(name) ?? value);
  }
  return [...args].map(([name, value]) => ({ name, value }));
}

/** Of any text: what is no instruction is one with a strange keyword. */
export function parseDockerfile(text: string): ParsedDockerfile {
  const nodes = DockerfileParser.parse(text.replace(BYTE_ORDER_MARK, '')).getInstructions();
  const stages: BuildStage[] = [];
  const instructions = nodes.map((node): Instruction => {
    const range = node.getRange();
    const line = range.start.line + 1;
    if (node instanceof From)
      stages.push({ name: node.getBuildStage() ?? '', index: stages.length, base: node.getImage() ?? '', line });
    return {
      ...{ keyword: node.getKeyword(), line, endLine: range.end.line + 1, stage: stages.length - 1 },
      text: node.getTextContent().slice(node.getInstruction().length).trim(),
    };
  });
  return { stages, args: argsOf(nodes), instructions };
}
