import { isTrue, type MapNode, type Node, nodeAt, textOf } from '../reading/tree';
import {
  assignments,
  dependencies,
  each,
  hosts,
  labels,
  list,
  mapAt,
  mapOf,
  names,
  text,
  values,
  within,
} from './forms';
import { isHostPath, readMount } from './mounts';
import { absolute, type Base, isRemote } from './paths';
import { readPort } from './ports';

function longPort(item: Node): readonly Node[] {
  const said = textOf(item);
  if (said === null) return [item];
  const ports = readPort(said);
  if (typeof ports === 'string') return [item];
  return ports.map(({ hostIp, published, target, protocol }) =>
    mapAt(item, {
      target,
      ...(published !== '' && { published }),
      ...(hostIp !== '' && { host_ip: hostIp }),
      protocol,
    }),
  );
}

/** A path of the engine's, which is on Linux. */
const tidy = (target: string): string => (target.length > 1 ? target.replace(/\/+$/, '') : target);

function shortMount(item: Node, said: string, base: Base): Node {
  const mount = readMount(said);
  if (typeof mount === 'string') return item;
  const { type, source, target, mode } = mount;
  // Short forms make the folder where it is not there, long ones may not.
  const bind = mapAt(item, { create_host_path: true });
  return mapAt(item, {
    type,
    ...(source !== '' && { source: type === 'bind' ? absolute(source, base) : source }),
    target: tidy(target),
    ...(mode.includes('ro') && { read_only: true }),
    ...(type === 'bind' && { bind }),
  });
}

const longMount =
  (base: Base) =>
  (item: Node): readonly Node[] => {
    const said = textOf(item);
    if (said !== null) return [shortMount(item, said, base)];
    const isBind = textOf(nodeAt(item, 'type')) === 'bind';
    const source = text((path) => (isBind && (isHostPath(path) || path !== '') ? absolute(path, base) : path));
    return [within({ source, target: text(tidy) })(item)];
  };

const path = (base: Base) => text((said) => absolute(said, base));

const buildForms = (base: Base) =>
  within({
    ...{ context: text((said) => (isRemote(said) ? said : absolute(said, base))), args: assignments, labels },
    ...{ extra_hosts: hosts, additional_contexts: assignments, ssh: assignments },
    ...{ secrets: each((item) => [mapOf('source')(item)]), cache_from: list, tags: list },
  });

/** Lists and maps, short and long forms become one; relative paths absolute. What is of no known form stays. */
export function canonicalService(service: Node, base: Base): Node {
  const build = buildForms(base);
  const files = each((item) => [mapOf('source')(item)]);
  const watch = each((item) => [within({ path: path(base), ignore: list, include: list })(item)]);
  return within({
    ...{ environment: assignments, labels, annotations: labels, sysctls: labels, extra_hosts: hosts },
    ...{ dns: list, dns_search: list, tmpfs: list, label_file: list, networks: names, depends_on: dependencies },
    env_file: (node) => each((item) => [within({ path: path(base) })(mapOf('path')(item))])(list(node)),
    build: (node) => build(mapOf('context')(node)),
    ports: each(longPort),
    volumes: each(longMount(base)),
    ...{ secrets: files, configs: files, models: names },
    deploy: within({ labels }),
    develop: within({ watch }),
  })(service);
}

const namedPart = (base: Base) =>
  within({
    labels,
    driver_opts: (node) =>
      textOf(nodeAt(node, 'o')) === 'bind' ? within({ device: text((said) => absolute(said, base)) })(node) : node,
    file: path(base),
  });

/** A whole file, but for `extends` and `include`. */
export function canonicalFile(file: MapNode, base: Base): MapNode {
  const part = values(namedPart(base));
  const changed = within({
    services: values((service) => canonicalService(service, base)),
    ...{ networks: part, volumes: part, configs: part, secrets: part },
  })(file);
  return changed.kind === 'map' ? changed : file;
}

/** What the engine calls a network, volume, config or secret of the top level. */
export function partName(part: Node | null, key: string, project: string): string {
  const said = textOf(nodeAt(part, 'external', 'name')) ?? textOf(nodeAt(part, 'name'));
  return said ?? (isExternal(part) ? key : `${project}_${key}`);
}

export const isExternal = (part: Node | null): boolean => {
  const external = nodeAt(part, 'external');
  return external?.kind === 'map' || isTrue(external);
};
