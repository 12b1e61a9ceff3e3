import type { ImageParts } from './images';

/** Plans are asked for while somebody types, and registries count what they are asked. */
const COUNTS_MS = 300_000;
const MOST = 1000;

/** The same, but that a yes counts for five minutes; a no may be mended at once, and is asked for anew. */
export function rememberYes(
  ask: ImageParts['whyNotPulled'],
  now: () => number = () => Date.now(),
): ImageParts['whyNotPulled'] {
  const yes = new Map<string, number>();
  return async (reference, signal) => {
    const at = yes.get(reference);
    if (at !== undefined && now() - at < COUNTS_MS) return null;
    const fault = await ask(reference, signal);
    if (yes.size >= MOST) yes.clear();
    if (fault === null) yes.set(reference, now());
    return fault;
  };
}
