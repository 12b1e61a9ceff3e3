import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { list, record, text } from '../../engine/loose';
import { DEFAULT_FILES } from '../projects/default-files';
import { ComposeFault, type ComposeModel, type ModelPart, type ModelService, type ReadModel } from '../types';

const entries = (value: unknown): readonly (readonly [string, unknown])[] => Object.entries(record(value));
const partOf = (project: string, key: string, said: unknown): ModelPart => {
  const external = record(said).external === true;
  return { key, name: text(record(said).name) || (external ? key : `${project}_${key}`), external, driver: '' };
};

function serviceOf(name: string, value: unknown): ModelService {
  const said = record(value);
  const waits = Array.isArray(said.depends_on)
    ? said.depends_on.map((service) => [text(service), {}] as const)
    : entries(said.depends_on);
  return {
    ...{ name, image: text(said.image), builds: said.build !== undefined, containerName: text(said.container_name) },
    ...{ profiles: list(said.profiles).map(text), replicas: 1, healthcheck: said.healthcheck !== undefined },
    dependsOn: waits.map(([service, how]) => {
      const condition = text(record(how).condition) === 'service_healthy' ? 'healthy' : 'started';
      return { service, condition, required: true };
    }),
    networks: said.networks === undefined ? ['default'] : list(said.networks).map(text),
    volumes: list(said.volumes).map((volume) => text(volume).split(':')[0] ?? ''),
    ...{ binds: [], ports: [], raw: {} },
  };
}

/** Files of one piece without any finesse: what tests of other parts need of a reader. */
export const readPlainModel: ReadModel = (place) => {
  const named = place.files[0] ?? DEFAULT_FILES.map((name) => path.join(place.folder, name)).find(fs.existsSync);
  if (named === undefined) return Promise.reject(new ComposeFault('no-compose-file', place.folder, ''));
  const said = record(parse(fs.readFileSync(named, 'utf8')));
  const name = place.name || path.basename(place.folder);
  const parts = (value: unknown): ReadonlyMap<string, ModelPart> =>
    new Map(entries(value).map(([key, part]) => [key, partOf(name, key, part)]));
  const model: ComposeModel = {
    ...{ name, files: place.files.length > 0 ? place.files : [named], profiles: [], problems: [] },
    services: new Map(entries(said.services).map(([key, service]) => [key, serviceOf(key, service)])),
    networks: parts({ default: {}, ...record(said.networks) }),
    volumes: parts(said.volumes),
  };
  return Promise.resolve(model);
};
