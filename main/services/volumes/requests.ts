import type { VolumeRow, VolumeSizes, VolumeSpec } from '../../contract/volumes';
import { list, number, record, text } from '../engine/loose';
import { type EngineClient, EngineError } from '../engine/types';
import { type VolumeUse, rowsIn, usesIn } from './row';

const SIZES_MS = 600_000;
/** Making and removing them asks drivers, which may ask other machines. */
const SLOW_MS = 120_000;

const pathOf = (name: string): string => `/volumes/${encodeURIComponent(name)}`;

export async function readRows(client: EngineClient, signal: AbortSignal): Promise<readonly VolumeRow[]> {
  const [volumes, containers] = await Promise.all([
    client.json({ method: 'GET', path: '/volumes', signal }),
    client.json({ method: 'GET', path: '/containers/json', query: { all: 1 }, signal }),
  ]);
  return rowsIn(volumes, containers);
}

/** Who mounts this volume, Slipway's own helpers left out. */
export async function usersOf(client: EngineClient, name: string): Promise<readonly VolumeUse[]> {
  const containers = await client.json({ method: 'GET', path: '/containers/json', query: { all: 1 } });
  return usesIn(containers).filter(({ volume }) => volume === name);
}

/** What it was made with. null: there is none of that name. */
export async function readVolume(client: EngineClient, name: string): Promise<Required<VolumeSpec> | null> {
  try {
    const volume = record(await client.json({ method: 'GET', path: pathOf(name) }));
    return { name, driver: text(volume.Driver), options: texts(volume.Options), labels: texts(volume.Labels) };
  } catch (error) {
    if (error instanceof EngineError && error.status === 404) return null;
    throw error;
  }
}

const texts = (value: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(record(value)).map(([key, said]) => [key, text(said)]));

/** Its name. */
export async function createVolume(client: EngineClient, spec: VolumeSpec): Promise<string> {
  const body = { Name: spec.name, Driver: spec.driver, DriverOpts: spec.options, Labels: spec.labels };
  return text(record(await client.json({ method: 'POST', path: '/volumes/create', body, timeoutMs: SLOW_MS })).Name);
}

export async function removeVolume(client: EngineClient, name: string): Promise<void> {
  await client.json({ method: 'DELETE', path: pathOf(name), timeoutMs: SLOW_MS });
}

/** `/system/df`. Engines before API 1.42 measure images and containers too, whoever asks for volumes only. */
export async function readSizes(client: EngineClient, signal: AbortSignal): Promise<VolumeSizes> {
  const query = { type: 'volume' };
  const usage = record(await client.json({ method: 'GET', path: '/system/df', query, timeoutMs: SIZES_MS, signal }));
  const sizes = list(usage.Volumes).map((each) => {
    const bytes = number(record(record(each).UsageData).Size);
    return { name: text(record(each).Name), bytes: bytes === null || bytes < 0 ? null : bytes };
  });
  return { measuredAt: Date.now(), sizes };
}

export async function readDrivers(client: EngineClient): Promise<string[]> {
  const info = record(await client.json({ method: 'GET', path: '/info' }));
  return [...new Set(['local', ...list(record(info.Plugins).Volume).map(text)])].filter((driver) => driver !== '');
}
