import { entriesOf, isTrue, itemsOf, type MapNode, type Node, nodeAt, plainOf, textOf, textsOf } from '../reading/tree';
import type { ModelDependency, ModelService } from '../types';

const CONDITIONS: Readonly<Record<string, ModelDependency['condition']>> = {
  service_healthy: 'healthy',
  service_completed_successfully: 'completed',
};

const serviceOf = (said: string | null): string | null => /^service:(.+)$/.exec(said ?? '')?.[1] ?? null;

/** Names of services that it cannot be without, and how they are said. */
function impliedDependencies(service: MapNode): readonly string[] {
  const shared = ['network_mode', 'ipc', 'pid', 'uts'].map((key) => serviceOf(textOf(nodeAt(service, key))));
  const links = textsOf(nodeAt(service, 'links')).map((link) => link.split(':')[0] ?? link);
  const volumes = textsOf(nodeAt(service, 'volumes_from'))
    .filter((from) => !from.startsWith('container:'))
    .map((from) => from.replace(/^service:/, '').split(':')[0] ?? from);
  return [...shared.filter((name) => name !== null), ...links, ...volumes];
}

export function dependenciesOf(service: MapNode): readonly ModelDependency[] {
  const all = new Map<string, ModelDependency>();
  for (const name of impliedDependencies(service))
    all.set(name, { service: name, condition: 'started', required: true });
  for (const [name, { value }] of entriesOf(nodeAt(service, 'depends_on'))) {
    const said = textOf(nodeAt(value, 'condition')) ?? '';
    const required = nodeAt(value, 'required');
    all.set(name, {
      service: name,
      condition: CONDITIONS[said] ?? 'started',
      required: required === null || isTrue(required),
    });
  }
  return [...all.values()];
}

const networksOf = (service: MapNode): readonly string[] => {
  if (nodeAt(service, 'network_mode') !== null) return [];
  const named = entriesOf(nodeAt(service, 'networks')).map(([name]) => name);
  return named.length === 0 ? ['default'] : named;
};

function hasHealthcheck(service: MapNode): boolean {
  const check = nodeAt(service, 'healthcheck');
  if (check?.kind !== 'map' || isTrue(nodeAt(check, 'disable'))) return false;
  return textsOf(nodeAt(check, 'test'))[0] !== 'NONE';
}

const mountsOf = (service: MapNode, type: string): readonly Node[] =>
  itemsOf(nodeAt(service, 'volumes')).filter((mount) => textOf(nodeAt(mount, 'type')) === type);

const portOf = (port: Node): ModelService['ports'][number] | null => {
  const target = Number(textOf(nodeAt(port, 'target')) ?? Number.NaN);
  const published = textOf(nodeAt(port, 'published')) ?? '';
  if (!Number.isInteger(target)) return null;
  return {
    hostIp: textOf(nodeAt(port, 'host_ip')) ?? '',
    // Of a range the engine takes any; `0` is any free one too.
    hostPort: /^\d+$/.test(published) && Number(published) > 0 ? Number(published) : null,
    containerPort: target,
    protocol: (textOf(nodeAt(port, 'protocol')) ?? 'tcp').toLowerCase(),
  };
};

const plainMap = (node: MapNode): Readonly<Record<string, unknown>> =>
  Object.fromEntries([...node.entries].map(([key, { value }]) => [key, plainOf(value)]));

const whole = (node: Node | null): number | null => {
  const said = textOf(node);
  return said !== null && /^\d+$/.test(said) ? Number(said) : null;
};

/** A service of the merged files in its canonical form. */
export function modelService(name: string, service: MapNode): ModelService {
  const isPresent = <T>(value: T | null): value is T => value !== null;
  return {
    ...{ name, image: textOf(nodeAt(service, 'image')) ?? '', builds: nodeAt(service, 'build') !== null },
    containerName: textOf(nodeAt(service, 'container_name')) ?? '',
    profiles: textsOf(nodeAt(service, 'profiles')),
    replicas: whole(nodeAt(service, 'scale')) ?? whole(nodeAt(service, 'deploy', 'replicas')) ?? 1,
    healthcheck: hasHealthcheck(service),
    dependsOn: dependenciesOf(service),
    networks: networksOf(service),
    volumes: mountsOf(service, 'volume')
      .map((mount) => textOf(nodeAt(mount, 'source')))
      .filter((source) => source !== null && source !== '')
      .filter(isPresent),
    binds: mountsOf(service, 'bind').flatMap((mount) => {
      const source = textOf(nodeAt(mount, 'source'));
      return source === null ? [] : [{ source, creates: isTrue(nodeAt(mount, 'bind', 'create_host_path')) }];
    }),
    ports: itemsOf(nodeAt(service, 'ports')).map(portOf).filter(isPresent),
    raw: plainMap(service),
  };
}
