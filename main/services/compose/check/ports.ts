import { portRangeOf } from '../model/ports';
import type { Problems } from '../reading/problems';
import { entriesOf, itemsOf, type MapNode, type Node, nodeAt, textOf } from '../reading/tree';
import { quoted } from '../reading/words';
import { say } from '../../../../texts/say';

interface Published {
  readonly service: string;
  readonly ip: string;
  readonly port: number;
  readonly protocol: string;
}

const EVERY = new Set(['', '0.0.0.0', '::', '*']);
const overlap = (a: string, b: string): boolean => a === b || EVERY.has(a) || EVERY.has(b);

const serviceNodes = (project: MapNode): readonly (readonly [string, Node])[] =>
  entriesOf(nodeAt(project, 'services')).map(([name, { value }]) => [name, value]);

/** The same port of the host for two services: whichever starts second fails. */
export function checkPublished(project: MapNode, problems: Problems): void {
  const known: Published[] = [];
  for (const [service, node] of serviceNodes(project))
    for (const port of itemsOf(nodeAt(node, 'ports'))) {
      const range = portRangeOf(textOf(nodeAt(port, 'published')) ?? '');
      // Of a range the engine takes one that is free.
      if (range === null || range.first === 0 || range.first !== range.last) continue;
      const [ip, protocol] = [textOf(nodeAt(port, 'host_ip')) ?? '', textOf(nodeAt(port, 'protocol')) ?? 'tcp'];
      const other = known.find(
        (each) => each.port === range.first && each.protocol === protocol && overlap(each.ip, ip),
      );
      if (other !== undefined)
        problems.error(
          ...[
            port.at,
            'port',
            say('Port {first}/{protocol} of the host is also published by {quoted}.', {
              first: range.first,
              protocol,
              quoted: quoted(other.service),
            }),
          ],
          say('Publish one of them at another port.'),
        );
      known.push({ service, ip, port: range.first, protocol });
    }
}

/** A container's name belongs to one container. */
export function checkContainerNames(project: MapNode, problems: Problems): void {
  const known = new Map<string, string>();
  for (const [service, node] of serviceNodes(project)) {
    const said = nodeAt(node, 'container_name');
    const name = textOf(said);
    if (said === null || name === null) continue;
    const other = known.get(name);
    if (other !== undefined)
      problems.error(
        said.at,
        'container-name',
        say('The container of {other} has the name {name} too.', { other: quoted(other), name: quoted(name) }),
      );
    known.set(name, service);
    const scale = nodeAt(node, 'scale') ?? nodeAt(node, 'deploy', 'replicas');
    if (scale !== null && Number(textOf(scale) ?? 1) > 1)
      problems.error(scale.at, 'container-name', say('A service with “container_name” has only one container.'));
  }
}

/** A service needs something to be made of. */
export function checkOrigins(project: MapNode, problems: Problems): void {
  for (const [name, { key, value }] of entriesOf(nodeAt(project, 'services')))
    if (value.kind === 'map' && !['image', 'build', 'provider', 'extends'].some((each) => value.entries.has(each)))
      problems.error(key, 'image', say('The service {name} has neither “image” nor “build”.', { name: quoted(name) }));
}
