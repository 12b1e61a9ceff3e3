import type { BinRestored } from '../../contract/bin';
import { list, record as loose, text } from '../engine/loose';
import { noted } from '../engine/noted';
import { type EngineClient, EngineError } from '../engine/types';
import { copyVolume } from '../helpers/copy-volume';
import { createContainer } from '../spec/engine-create';
import { specOfInspect } from '../spec/from-inspect';
import { recreateRequest } from '../spec/overlay';
import { BinNameTaken } from './faults';
import type { BinItem } from './items';
import type { Acting } from './keep';
import { say } from '../../../texts/say';

const SLOW_MS = 120_000;

/** Rejects with EngineError or BinNameTaken; then it is in the bin as before. `name`: another one than it had; ''. */
export const restore = (acting: Acting, item: BinItem, name: string): Promise<BinRestored> =>
  item.record.kind === 'volume'
    ? restoreVolume(acting, item, name || item.record.name)
    : restoreContainer(acting, item, name || item.record.name);

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let number = 2; taken.has(name); number += 1) name = `${wanted}-${String(number)}`;
  return name;
}

function checkName(name: string, taken: ReadonlySet<string>): void {
  if (taken.has(name)) throw new BinNameTaken(name, freeName(name, taken));
}

async function restoreContainer(acting: Acting, { record, holder }: BinItem, name: string): Promise<BinRestored> {
  const { client } = acting.engine;
  const all = list(await client.json({ method: 'GET', path: '/containers/json', query: { all: 1 } })).map(loose);
  checkName(name, new Set(all.flatMap(({ Names }) => list(Names).map((one) => text(one).replace(/^\//, '')))));
  const warnings = await lostVolumes(client, record.inspect);
  const image = await imageFor(client, { record, holder }, name);
  const before = specOfInspect(record.inspect, null);
  const { query, body, connects } = recreateRequest(record.inspect, before, before);
  const request = { query: { ...query, name }, body: { ...body, Image: image }, connects };
  const made = await noted(acting, ['create', '--name', name, image], () => createContainer(client, request));
  warnings.push(...made.warnings);
  if (record.running) {
    const path = `/containers/${made.id}/start`;
    await noted(acting, ['start', name], () => client.json({ method: 'POST', path, timeoutMs: SLOW_MS })).catch(
      (error: unknown) =>
        warnings.push(say('It could not be started: {value}', { value: error instanceof Error ? error.message : '' })),
    );
  }
  await client.json({ method: 'DELETE', path: `/images/${encodeURIComponent(holder)}` });
  return { id: made.id, warnings };
}

/** Where nothing was written, the image it ran from; else one that holds what it wrote, by a name that says so. */
async function imageFor(
  client: EngineClient,
  { record, holder }: Pick<BinItem, 'record' | 'holder'>,
  name: string,
): Promise<string> {
  const original = text(loose(record.inspect).Image);
  if (record.sizeBytes === 0 && (await imageId(client, record.image)) === original) return record.image;
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const repo = `slipway/restored-${plain}`;
  const tag = new Date()
    .toISOString()
    .replace(/[-:]|\..*/g, '')
    .replace('T', '-');
  const path = `/images/${encodeURIComponent(holder)}/tag`;
  await client.json({ method: 'POST', path, query: { repo, tag } });
  return `${repo}:${tag}`;
}

async function imageId(client: EngineClient, reference: string): Promise<string> {
  const path = `/images/${encodeURIComponent(reference)}/json`;
  return client.json({ method: 'GET', path }).then(
    (image) => text(loose(image).Id),
    (error: unknown) => {
      if (error instanceof EngineError && error.kind === 'refused') return '';
      throw error;
    },
  );
}

/** The engine makes a missing volume anew, and empty, without a word. */
async function lostVolumes(client: EngineClient, inspect: unknown): Promise<string[]> {
  const wanted = list(loose(inspect).Mounts)
    .map(loose)
    .filter(({ Type }) => Type === 'volume')
    .map(({ Name }) => text(Name));
  if (wanted.length === 0) return [];
  const volumes = list(loose(await client.json({ method: 'GET', path: '/volumes' })).Volumes);
  const there = new Set(volumes.map((volume) => text(loose(volume).Name)));
  return wanted
    .filter((name) => !there.has(name))
    .map((name) => say('Its volume {name} was gone, and is empty now.', { name }));
}

async function restoreVolume(acting: Acting, { record, holder }: BinItem, name: string): Promise<BinRestored> {
  const { client } = acting.engine;
  const volumes = list(loose(await client.json({ method: 'GET', path: '/volumes' })).Volumes);
  checkName(name, new Set(volumes.map((volume) => text(loose(volume).Name))));
  const { Driver, Labels, Options } = loose(record.inspect);
  const body = { Name: name, Driver, Labels, DriverOpts: Options };
  await noted(acting, ['volume', 'create', name], () =>
    client.json({ method: 'POST', path: '/volumes/create', body, timeoutMs: SLOW_MS }),
  );
  try {
    await copyVolume(client, {
      from: holder,
      to: name,
      onBytes: () => undefined,
      signal: new AbortController().signal,
    });
  } catch (error) {
    await client.json({ method: 'DELETE', path: `/volumes/${encodeURIComponent(name)}` }).catch(() => undefined);
    throw error;
  }
  await client.json({ method: 'DELETE', path: `/volumes/${holder}` });
  return { id: name, warnings: [] };
}
