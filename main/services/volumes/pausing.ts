import * as v from 'valibot';
import { containerPath } from '../engine/container-path';
import { record, text } from '../engine/loose';
import { type EngineClient, EngineError } from '../engine/types';
import { VolumeFault } from './fault';
import { type Journal, openJournal } from './journal';
import { usersOf } from './requests';
import type { VolumeUse } from './row';
import type { VolumesEngine } from './types';
import { say } from '../../../texts/say';

const pausedEntry = v.object({ engine: v.string(), id: v.string(), name: v.string() });

/** Lets them go on; never rejects. */
export type Release = () => Promise<void>;

/** Containers that are paused while their volume is read or written. Who is paused stands on disk before it is. */
export interface Pausing {
  /** Pauses the running users of a volume. Rejects with EngineError or VolumeFault `not-paused`; then nobody is paused. */
  hold(volume: string): Promise<Release>;
  close(): void;
}

export interface PausingOptions {
  readonly engine: VolumesEngine;
  readonly journal: PauseJournal;
  readonly log: (line: string) => void;
  /** Tells the user of what was done while nobody looked. */
  readonly notify: (words: string) => void;
}

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const isMissing = (error: unknown): boolean => error instanceof EngineError && error.status === 404;

/** `gone`: there is no such container. */
async function stateOf(client: EngineClient, id: string): Promise<string> {
  try {
    const container = record(await client.json({ method: 'GET', path: containerPath(id, 'json') }));
    return text(record(container.State).Status);
  } catch (error) {
    if (isMissing(error)) return 'gone';
    throw error;
  }
}

export type PauseJournal = Journal<v.InferOutput<typeof pausedEntry>>;

/** Who is paused, by engines' keys. */
export const openPauseJournal = (file: string, log: (line: string) => void): Promise<PauseJournal> =>
  openJournal(file, pausedEntry, log);

/** Unpauses one of the journal's. What is out of reach stays in it, for the next connection. Resolves with whether it was paused. */
async function goOn(client: EngineClient, journal: PauseJournal, id: string): Promise<boolean> {
  const paused = (await stateOf(client, id)) === 'paused';
  if (paused) await client.json({ method: 'POST', path: containerPath(id, 'unpause') });
  await journal.remove((one) => one.id === id);
  return paused;
}

/** Lets some of the journal's go on, on the connection to their engine. Resolves with the names of those that were still paused. */
export async function letGoOn(
  client: EngineClient,
  journal: PauseJournal,
  which: (entry: { readonly engine: string; readonly id: string }) => boolean,
): Promise<readonly string[]> {
  const went: string[] = [];
  for (const { id, name } of journal.entries().filter(which)) if (await goOn(client, journal, id)) went.push(name);
  return went;
}

export function createPausing({ engine, journal, log, notify }: PausingOptions): Pausing {
  const { client } = engine;
  const holders = new Map<string, number>();
  const keyNow = (): string => engine.state().status.engine?.key ?? '';
  const tell = (error: unknown): void => log(`volumes: a container is still paused: ${words(error)}`);

  const letGo = async (id: string): Promise<void> => {
    const left = (holders.get(id) ?? 1) - 1;
    if (left > 0) holders.set(id, left);
    else if (holders.delete(id)) await goOn(client, journal, id).catch(tell);
  };
  const pauseOne = async (volume: string, { id, name }: VolumeUse): Promise<boolean> => {
    const held = holders.get(id) ?? 0;
    if (held === 0 && (await stateOf(client, id)) !== 'running') return false;
    holders.set(id, held + 1);
    if (held > 0) return true;
    try {
      await journal.add({ engine: keyNow(), id, name });
      await client.json({ method: 'POST', path: containerPath(id, 'pause') });
      return true;
    } catch (error) {
      await letGo(id);
      throw new VolumeFault('not-paused', volume, `${name}: ${words(error)}`);
    }
  };
  /** What a Slipway that was killed left paused, and what could not be reached. */
  const recover = async (): Promise<void> => {
    const went = await letGoOn(client, journal, (one) => one.engine === keyNow() && !holders.has(one.id));
    if (went.length > 0)
      notify(say('Slipway broke off while {went} was paused for a volume: it runs on now.', { went: went.join(', ') }));
  };
  const stop = engine.subscribe({
    connected: () => void recover().catch(tell),
    event: () => undefined,
    disconnected: () => undefined,
  });
  return { hold: (volume) => holdAll({ client, volume, pauseOne, letGo }), close: stop };
}

interface Holding {
  readonly client: EngineClient;
  readonly volume: string;
  readonly pauseOne: (volume: string, user: VolumeUse) => Promise<boolean>;
  readonly letGo: (id: string) => Promise<void>;
}

async function holdAll({ client, volume, pauseOne, letGo }: Holding): Promise<Release> {
  const held: string[] = [];
  const release = async (): Promise<void> => {
    await Promise.all(held.splice(0).map(letGo));
  };
  const users = new Map((await usersOf(client, volume)).map((user) => [user.id, user]));
  try {
    for (const user of users.values()) if (user.running && (await pauseOne(volume, user))) held.push(user.id);
  } catch (error) {
    await release();
    throw error;
  }
  return release;
}
