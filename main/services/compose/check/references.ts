import type { Problems } from '../reading/problems';
import { entriesOf, itemsOf, type MapNode, type Node, nodeAt, textOf } from '../reading/tree';
import { didYouMean, quoted } from '../reading/words';
import { say } from '../../../../texts/say';

interface Names {
  readonly services: readonly string[];
  readonly networks: readonly string[];
  readonly volumes: readonly string[];
  readonly configs: readonly string[];
  readonly secrets: readonly string[];
}

const keysAt = (project: MapNode, section: string): readonly string[] =>
  entriesOf(nodeAt(project, section)).map(([name]) => name);

export const namesOf = (project: MapNode): Names => ({
  services: keysAt(project, 'services'),
  networks: keysAt(project, 'networks'),
  volumes: keysAt(project, 'volumes'),
  configs: keysAt(project, 'configs'),
  secrets: keysAt(project, 'secrets'),
});

interface Task {
  readonly names: Names;
  readonly problems: Problems;
}

function tell(at: Node['at'], [kind, name]: readonly [keyof Names, string], { names, problems }: Task): void {
  const word = kind.slice(0, -1);
  const advice =
    didYouMean(name, names[kind]) ||
    (kind === 'services' ? '' : say('Define it below “{kind}:” at the top level.', { kind }));
  problems.error(at, `unknown-${word}`, say('There is no {word} {name}.', { word, name: quoted(name) }), advice);
}

function checkService(service: Node, task: Task): void {
  const { names } = task;
  const must = (kind: keyof Names, name: string, at: Node['at']): void => {
    if (!names[kind].includes(name)) tell(at, [kind, name], task);
  };
  for (const [name, { key, value }] of entriesOf(nodeAt(service, 'depends_on'))) {
    const isOptional = textOf(nodeAt(value, 'required')) === 'false' || isFalse(nodeAt(value, 'required'));
    if (!isOptional) must('services', name, key);
  }
  for (const link of itemsOf(nodeAt(service, 'links')))
    must('services', (textOf(link) ?? '').split(':')[0] ?? '', link.at);
  for (const from of itemsOf(nodeAt(service, 'volumes_from'))) {
    const said = textOf(from) ?? '';
    if (!said.startsWith('container:')) must('services', said.replace(/^service:/, '').split(':')[0] ?? '', from.at);
  }
  for (const key of ['network_mode', 'ipc', 'pid']) {
    const node = nodeAt(service, key);
    const name = /^service:(.+)$/.exec(textOf(node) ?? '')?.[1];
    if (node !== null && name !== undefined) must('services', name, node.at);
  }
  for (const [name, { key }] of entriesOf(nodeAt(service, 'networks')))
    if (name !== 'default') must('networks', name, key);
  for (const mount of itemsOf(nodeAt(service, 'volumes'))) {
    const source = textOf(nodeAt(mount, 'source')) ?? '';
    if (textOf(nodeAt(mount, 'type')) === 'volume' && source !== '') must('volumes', source, mount.at);
  }
  for (const kind of ['configs', 'secrets'] as const)
    for (const item of itemsOf(nodeAt(service, kind))) must(kind, textOf(nodeAt(item, 'source')) ?? '', item.at);
}

const isFalse = (node: Node | null): boolean => node?.kind === 'scalar' && node.value === false;

/** Services, networks, volumes, configs and secrets that are named, and that there are not. */
export function checkReferences(project: MapNode, problems: Problems): void {
  const task: Task = { names: namesOf(project), problems };
  for (const [, { value }] of entriesOf(nodeAt(project, 'services'))) checkService(value, task);
}
