import { entriesOf, nodeAt, textOf } from '../reading/tree';
import type { ComposeModel, ModelPart, ModelService } from '../types';
import { isExternal, partName } from './canonical';
import { withEnvironment } from './environment-of';
import { modelService } from './services';
import type { Reading } from './types';

function partsOf({ project, name }: Reading, section: 'networks' | 'volumes'): Map<string, ModelPart> {
  const parts = new Map<string, ModelPart>();
  for (const [key, { value }] of entriesOf(nodeAt(project, section)))
    parts.set(key, {
      ...{ key, name: partName(value, key, name), external: isExternal(value) },
      driver: textOf(nodeAt(value, 'driver')) ?? '',
    });
  return parts;
}

async function servicesOf(reading: Reading): Promise<Map<string, ModelService>> {
  const services = new Map<string, ModelService>();
  for (const [name, { value }] of entriesOf(nodeAt(reading.project, 'services')))
    if (value.kind === 'map') services.set(name, modelService(name, await withEnvironment(value, reading)));
  return services;
}

/** What is read, without its check: its own problems are those of reading. */
export async function modelOf(reading: Reading): Promise<Omit<ComposeModel, 'problems'>> {
  const services = await servicesOf(reading);
  const networks = partsOf(reading, 'networks');
  const usesDefault = [...services.values()].some((service) => service.networks.includes('default'));
  if (usesDefault && !networks.has('default'))
    networks.set('default', { key: 'default', name: `${reading.name}_default`, external: false, driver: '' });
  const profiles = [...services.values()].flatMap((service) => service.profiles);
  return {
    ...{ name: reading.name, files: reading.files, services, networks, volumes: partsOf(reading, 'volumes') },
    profiles: [...new Set(profiles)].sort(),
  };
}
