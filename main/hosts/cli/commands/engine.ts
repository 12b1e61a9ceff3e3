import type { ControlClient } from '../../control/connect';
import { type Io, tame } from '../io';
import { asFailure, find, inBackground, startAndFind, withRunning } from '../session';
import { EXIT } from '../table';

/** Says each phase as it begins, until `signal` aborts. */
async function tellPhases(io: Io, client: ControlClient, signal: AbortSignal): Promise<void> {
  let told = '';
  for await (const { phases } of client.stream('machine.watch', undefined, { signal })) {
    const under = phases.find(({ endedAt }) => endedAt === null);
    if (under === undefined || under.name === told) continue;
    told = under.name;
    io.err(`slipway: ${tame(told)}\n`);
  }
}

async function change(io: Io, client: ControlClient, verb: 'start' | 'stop' | 'restart'): Promise<number> {
  const over = new AbortController();
  const telling = tellPhases(io, client, over.signal).catch(() => undefined);
  try {
    await client.call(`machine.${verb}`, undefined);
  } catch (error) {
    throw asFailure(error);
  } finally {
    over.abort();
    await telling;
  }
  return EXIT.fine;
}

/** `slipway engine start` */
export async function startEngine(io: Io, dataDir: string): Promise<number> {
  const client = (await find(dataDir)) ?? (await startAndFind(io, dataDir, inBackground(io, dataDir)));
  try {
    const code = await change(io, client, 'start');
    io.out("Slipway's own engine is ready\n");
    return code;
  } finally {
    client.close();
  }
}

/** `slipway engine stop`, `slipway engine restart` */
export const changeEngine = (io: Io, dataDir: string, verb: 'stop' | 'restart'): Promise<number> =>
  withRunning(dataDir, (client) => change(io, client, verb));
