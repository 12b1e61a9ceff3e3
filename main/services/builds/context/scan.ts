import type { ContextScan } from '../../../contract/builds';
import { type ContextPlace, openContext } from './context';
import { createTally } from './tally';
import { walk } from './walk';

const TOLD_MS = 250;

/** What would be sent; told a few times a second, and at its end. Throws BuildFault. */
export async function* scanContext(
  place: ContextPlace,
  platform: NodeJS.Platform,
  signal: AbortSignal,
): AsyncGenerator<ContextScan, void, undefined> {
  const { root, ignore } = await openContext(place, platform);
  const tally = createTally();
  let toldAt = performance.now();
  for await (const batch of walk(root, ignore, signal)) {
    tally.add(batch);
    if (performance.now() - toldAt < TOLD_MS) continue;
    yield tally.read(false);
    toldAt = performance.now();
  }
  if (!signal.aborted) yield tally.read(true);
}
