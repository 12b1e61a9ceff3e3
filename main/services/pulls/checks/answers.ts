import fs from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { pullFault } from '../../../contract/pull-fault';
import { leftoversOf, removeLeftovers, writeDurably } from '../../process/durable-file';

const answer = v.object({
  reference: v.string(),
  /** ms since the epoch. */
  at: v.number(),
  /** What the tag means in its registry; null: not told. */
  digest: v.nullable(v.string()),
  failure: v.nullable(pullFault),
});
export type Answer = v.InferOutput<typeof answer>;

/** What registries last answered, over restarts. A registry says the same to whichever engine asks. */
export interface Answers {
  get(reference: string): Answer | undefined;
  /** Never rejects: what does not get to the disk is asked again. */
  put(answer: Answer): Promise<void>;
  settled(): Promise<void>;
}

const KEPT = 500;

/** What cannot be read counts as none. */
export async function openAnswers(dir: string, log: (line: string) => void): Promise<Answers> {
  const file = path.join(dir, 'image-checks.json');
  await removeLeftovers(path.dirname(file), leftoversOf(file));
  const stored = await fs.readFile(file, 'utf8').catch(() => '[]');
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), v.array(answer)), stored);
  const answers = new Map((parsed.success ? parsed.output : []).map((one) => [one.reference, one]));
  let writing: Promise<void> = Promise.resolve();
  return {
    get: (reference) => answers.get(reference),
    put(one) {
      answers.delete(one.reference);
      answers.set(one.reference, one);
      const [oldest = ''] = answers.keys();
      if (answers.size > KEPT) answers.delete(oldest);
      const text = JSON.stringify([...answers.values()]);
      writing = writing
        .then(() => writeDurably(file, text))
        .catch((error: unknown) => log(`image checks: not saved: ${String(error)}`));
      return writing;
    },
    settled: () => writing,
  };
}
