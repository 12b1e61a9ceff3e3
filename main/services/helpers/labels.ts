import os from 'node:os';
import * as v from 'valibot';
import { type Identity, identityOf, isSame } from '../process/identity';

/** Every container that Slipway makes for itself carries it; its value says what for. */
export const HELPER_LABEL = 'io.slipway.helper';
/** Host and process that made it, as JSON. */
export const OWNER_LABEL = 'io.slipway.owner';

/**
 * `files` is created and never started; `tool` runs one program and ends; `probe` lives for one look at a network; the others hold a
 * shell that a user asked for.
 */
export type HelperKind = 'files' | 'tool' | 'probe' | 'debug' | 'host';

const owner = v.object({ host: v.string(), pid: v.number(), startTime: v.string(), executable: v.string() });

export async function helperLabels(kind: HelperKind): Promise<Readonly<Record<string, string>>> {
  const identity = await identityOf(process.pid);
  return {
    [HELPER_LABEL]: kind,
    ...(identity !== null && { [OWNER_LABEL]: JSON.stringify({ host: os.hostname(), ...identity }) }),
  };
}

/** Whether the Slipway that made it has ended. False where that cannot be known: on another machine, or without a label. */
export async function isLeft(ownerLabel: string): Promise<boolean> {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), owner), ownerLabel);
  if (!parsed.success || parsed.output.host !== os.hostname()) return false;
  const { pid, startTime, executable } = parsed.output;
  const identity: Identity = { pid, startTime, executable };
  return !(await isSame(identity));
}
