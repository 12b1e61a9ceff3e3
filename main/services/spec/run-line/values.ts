import type { ContainerSpec } from '../../../contract/spec';
import { FLAGS } from './flags';

const byName = new Map(FLAGS.map((flag) => [flag.name, flag]));

/** What a line for this spec gives the flag, unquoted; nothing where the flag is not needed. */
export const flagValues = (spec: ContainerSpec, name: string): readonly string[] =>
  byName.get(name)?.print?.(spec) ?? [];
