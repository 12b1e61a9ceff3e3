import fs from 'node:fs/promises';
import * as v from 'valibot';
import { machineShare } from '../../../contract/machine';
import { writeDurably } from '../../process/durable-file';

/** What the machine was last started with: the next Slipway adopts it by this. */
const notes = v.object({
  schema: v.literal(1),
  engineHostPort: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
  imageVersion: v.string(),
  /** Two images of one version may differ. */
  imageId: v.string(),
  cpus: v.number(),
  memoryMiB: v.number(),
  shares: v.array(machineShare),
  /** Tells how its engine was told to get at registries from another way; '': nothing was set. */
  access: v.optional(v.string(), ''),
});
export type Notes = Readonly<v.InferOutput<typeof notes>>;

/** Null where there are none that can be used. */
export async function readNotes(file: string): Promise<Notes | null> {
  try {
    return v.parse(notes, JSON.parse(await fs.readFile(file, 'utf8')));
  } catch {
    return null;
  }
}

export const writeNotes = (file: string, value: Notes): Promise<void> =>
  writeDurably(file, `${JSON.stringify(value, null, 2)}\n`);
