import * as v from 'valibot';
import type { EngineClient } from '../../engine/types';
import type { ParsedDockerfile } from '../dockerfile/parse';
import type { Wish } from '../types';
import { expanded, valuesAt } from './arguments';

const image = v.object({ Id: v.string() });
const MOST = 50;

/** Ids of the base images that the engine has, by the line of their FROM. */
export async function findBases(
  client: EngineClient,
  { stages, instructions }: ParsedDockerfile,
  { args }: Pick<Wish, 'args'>,
): Promise<ReadonlyMap<string, string>> {
  const values = valuesAt(instructions, { stage: -1, line: Infinity }, args);
  const names = new Set(stages.map(({ name }) => name.toLowerCase()));
  const found = new Map<string, string>();
  for (const { base, line } of stages.slice(0, MOST)) {
    const name = expanded(base, values);
    if (name === null || names.has(name.toLowerCase()) || name === 'scratch') continue;
    const path = `/images/${encodeURIComponent(name)}/json`;
    const parsed = v.safeParse(image, await client.json({ method: 'GET', path }).catch(() => null));
    if (parsed.success) found.set(String(line), parsed.output.Id);
  }
  return found;
}
