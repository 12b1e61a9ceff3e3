import { type ComposeFacts, type ComposeService, keysOf, ownNetworks } from './facts';
import { volumeNames } from './mounts';
import { serviceNode, unsaid } from './service';
import { type Node, yaml } from './yaml';

/** By key: what has to be there, or is made under just this name. */
const declared = (keys: ReadonlyMap<string, string>, made: readonly string[]): Node =>
  Object.fromEntries([...keys].map(([name, key]) => [key, { name, ...(!made.includes(name) && { external: true }) }]));

/**
 * A file of the Compose specification, as docker-compose 1.29 and docker compose 2 read it, that brings the same containers
 * up: under their own names, in the networks and with the volumes that are there. What Compose cannot say is named in a
 * comment.
 */
export function composeOf(services: readonly ComposeService[], { made }: ComposeFacts): string {
  const specs = services.map(({ spec }) => spec);
  const networks = keysOf(
    'network',
    specs.flatMap((spec) => ownNetworks(spec).map(({ name }) => name)),
  );
  const volumes = new Map(specs.flatMap(({ mounts }) => volumeNames(mounts)).map((name) => [name, name]));
  const comments = services.flatMap(({ service, spec }) =>
    unsaid(spec).map((flag) => `# ${service.replace(/[^\w.-]/g, '_')}: Compose has no place for ${flag}\n`),
  );
  const body = yaml({
    services: Object.fromEntries(services.map(({ service, spec }) => [service, serviceNode(spec, services, networks)])),
    networks: declared(networks, made.networks),
    volumes: declared(volumes, made.volumes),
  });
  return `${comments.join('')}${body}`;
}
