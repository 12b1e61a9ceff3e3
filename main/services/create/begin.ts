import type { FormStart } from '../../contract/create';
import { record, text } from '../engine/loose';
import { emptySpec } from '../../contract/empty-spec';
import { engineDefaults } from '../spec/engine-defaults';
import { specOfInspect } from '../spec/from-inspect';
import { imageFacts, specOfImage } from '../spec/image-defaults';
import { isAnonymousVolume } from '../spec/mounts';
import { freePorts, moveToFree, proposePorts } from './host-ports';
import { inspectImage, takeInventory } from './inventory';
import { type CreateOptions, enginePlace } from './types';

const shownFacts = (image: unknown): NonNullable<FormStart['facts']> => {
  const { command, entrypoint, user, workingDir, stopSignal, env, exposed, volumes, health } = imageFacts(image);
  return {
    ...{ user, workingDir, stopSignal },
    command: [...command],
    entrypoint: [...entrypoint],
    env: env.map((each) => ({ ...each })),
    ports: [...exposed],
    volumes: [...volumes],
    health: [...(health?.test ?? [])],
  };
};

/** A form for this image: its exposed ports on free host ports, its volumes as anonymous ones. Rejects with EngineError. */
export async function startForm(options: CreateOptions, image: string | null, signal: AbortSignal): Promise<FormStart> {
  const name = image?.trim() ?? '';
  if (name === '') return { spec: emptySpec(), facts: null };
  const spec = specOfImage(name);
  const inspected = await inspectImage(options.engine.client, name, signal);
  if (inspected === null) return { spec, facts: null };
  const facts = shownFacts(inspected);
  const { ports } = await takeInventory(options.engine.client, signal);
  const isFree = freePorts(ports, enginePlace(options) !== 'elsewhere');
  return {
    spec: {
      ...spec,
      ports: await proposePorts(facts.ports, isFree),
      mounts: facts.volumes.map((target) => ({
        ...({ flag: 'volume', type: 'volume' } as const),
        ...{ source: '', target, readOnly: false, options: '' },
      })),
    },
    facts,
  };
}

/** `web` -> `web-2`, and on from there. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  const [, stem = name, count = '1'] = /^(.+?)-(\d{1,6})$/.exec(name) ?? [];
  for (let next = Number(count) + 1; ; next += 1) if (!taken.has(`${stem}-${next}`)) return `${stem}-${next}`;
}

/** Another container like this one, in nobody's way. Rejects with EngineError. */
export async function copyForm(options: CreateOptions, id: string, signal: AbortSignal): Promise<FormStart> {
  const { client } = options.engine;
  const inspect = await client.json({ method: 'GET', path: `/containers/${encodeURIComponent(id)}/json`, signal });
  const imageId = text(record(inspect).Image);
  const [image, info, inventory] = await Promise.all([
    inspectImage(client, imageId, signal),
    client.json({ method: 'GET', path: '/info', signal }),
    takeInventory(client, signal),
  ]);
  const spec = specOfInspect(inspect, image, engineDefaults(info));
  const isFree = freePorts(inventory.ports, enginePlace(options) !== 'elsewhere');
  const names = new Set(inventory.containers.flatMap((each) => each.names));
  return {
    spec: {
      ...spec,
      name: freeName(spec.name, names),
      ports: await moveToFree(spec.ports, isFree),
      // Its anonymous volumes are its own: the copy gets new ones.
      mounts: spec.mounts.map((mount) => (isAnonymousVolume(mount.source) ? { ...mount, source: '' } : mount)),
      // No two can have one address.
      networks: spec.networks.map((network) => ({ ...network, ipv4: '', ipv6: '', macAddress: '', linkLocalIps: [] })),
      labels: spec.labels.filter(({ name }) => !name.startsWith(OF_COMPOSE)),
    },
    facts: image === null ? null : shownFacts(image),
  };
}

/** With these, compose would take the copy for its own, and end it. */
const OF_COMPOSE = 'com.docker.compose.';
