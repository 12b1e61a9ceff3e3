import * as v from 'valibot';
import { list, number, record, text } from '../engine/loose';
import { type EngineClient, EngineError } from '../engine/types';
import { createHelper, removeHelper, VOLUME_ROOT } from '../helpers/requests';
import { VolumeFault } from './fault';
import { createVolume, readVolume, removeVolume, usersOf } from './requests';

export interface EmptyParts {
  readonly client: EngineClient;
  readonly letGo: (name: string) => Promise<void>;
}

const TOOL = 'find';
/** The smallest images that may have the program, besides those of the containers that use the volume. */
const MOST_IMAGES = 5;
const OUTPUT_LIMIT = 2000;

const ended = v.object({ StatusCode: v.number() });

/**
 * Deletes all that a volume holds. One of the engine's own that nobody uses is deleted and made again alike; else a program is run
 * in a container made for it, from an image that has one. Rejects with EngineError or VolumeFault.
 */
export async function emptyVolume(parts: EmptyParts, name: string, signal: AbortSignal): Promise<void> {
  const { client, letGo } = parts;
  const there = await readVolume(client, name);
  if (there === null) throw new EngineError('refused', `no such volume: ${name}`, 404);
  const users = await usersOf(client, name);
  const plain = there.driver === 'local' && Object.keys(there.options).length === 0;
  await letGo(name);
  if (!plain || users.length > 0) return emptyByTool(client, name, signal);
  await removeVolume(client, name);
  await createVolume(client, there);
}

async function candidates(client: EngineClient, name: string): Promise<string[]> {
  const all = list(await client.json({ method: 'GET', path: '/containers/json', query: { all: 1 } })).map(record);
  const used = new Set((await usersOf(client, name)).map(({ id }) => id));
  const theirs = all.filter(({ Id }) => used.has(text(Id))).map(({ ImageID }) => text(ImageID));
  const images = list(await client.json({ method: 'GET', path: '/images/json' })).map(record);
  const small = images.sort((a, b) => (number(a.Size) ?? 0) - (number(b.Size) ?? 0)).slice(0, MOST_IMAGES);
  return [...new Set([...theirs, ...small.map(({ Id }) => text(Id))])].filter((id) => id !== '');
}

async function emptyByTool(client: EngineClient, name: string, signal: AbortSignal): Promise<void> {
  for (const image of await candidates(client, name)) if (await runIn(client, { image, name, signal })) return;
  throw new VolumeFault('no-tool', name, TOOL);
}

interface ToolRun {
  readonly image: string;
  readonly name: string;
  readonly signal: AbortSignal;
}

/** False: this image has no such program, or is none that runs here. */
async function runIn(client: EngineClient, { image, name, signal }: ToolRun): Promise<boolean> {
  const mount = { Type: 'volume', Source: name, Target: VOLUME_ROOT, VolumeOptions: { NoCopy: true } };
  // Small ones know no -delete.
  const command = [TOOL, VOLUME_ROOT, '-mindepth', '1', '-maxdepth', '1', '-exec', 'rm', '-rf', '{}', '+'];
  const id = await createHelper(client, image, { mounts: [mount], command }).catch((error: unknown) => {
    if (error instanceof EngineError && error.status === 404) return null;
    throw error;
  });
  if (id === null) return false;
  try {
    if (!(await starts(client, id))) return false;
    const path = `/containers/${id}/wait`;
    const { StatusCode } = v.parse(ended, await client.json({ method: 'POST', path, timeoutMs: null, signal }));
    if (StatusCode === 0) return true;
    const said = await client.text({ method: 'GET', path: `/containers/${id}/logs`, query: { stdout: 1, stderr: 1 } });
    throw new VolumeFault('tool-failed', name, said.slice(0, OUTPUT_LIMIT) || `exit code ${String(StatusCode)}`);
  } finally {
    await removeHelper(client, id).catch(() => undefined);
  }
}

/** An engine refuses to start what it cannot find, with 400, 404 or 500. */
async function starts(client: EngineClient, id: string): Promise<boolean> {
  try {
    await client.json({ method: 'POST', path: `/containers/${id}/start`, timeoutMs: 60_000 });
    return true;
  } catch (error) {
    if (error instanceof EngineError && error.kind === 'refused') return false;
    throw error;
  }
}
