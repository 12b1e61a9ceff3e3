import type { Environment } from '../reading/environment';
import { readEnvFile } from '../reading/dotenv';
import type { Problems } from '../reading/problems';
import type { ReadSource } from '../reading/source';
import {
  type Entry,
  entriesOf,
  isTrue,
  itemsOf,
  type MapNode,
  mapNode,
  type Node,
  nodeAt,
  scalarNode,
  textOf,
} from '../reading/tree';
import { quoted } from '../reading/words';
import { say } from '../../../../texts/say';

interface Around {
  readonly environment: Environment;
  readonly read: ReadSource;
  readonly problems: Problems;
}

async function addFile(
  item: Node,
  entries: Map<string, Entry>,
  { environment, read, problems }: Around,
): Promise<void> {
  const path = textOf(nodeAt(item, 'path'));
  if (path === null) return;
  const isOptional = nodeAt(item, 'required') !== null && !isTrue(nodeAt(item, 'required'));
  const source = await read(path);
  if (source === null) {
    const advice = say('Create it, or take it out of “env_file”.');
    if (!isOptional)
      problems.error(item.at, 'missing-file', say('There is no env file {path}.', { path: quoted(path) }), advice);
    return;
  }
  const { lines, faults } = readEnvFile(source.text, environment.lookup);
  for (const { line, message } of faults) {
    const start = source.lines[line - 1] ?? 0;
    problems.error({ source, start, end: source.lines[line] ?? source.text.length }, 'env-file', message);
  }
  for (const { name, value } of lines) {
    const known = value ?? environment.lookup(name) ?? null;
    if (known !== null) entries.set(name, { key: item.at, value: scalarNode(known, item.at) });
  }
}

/** `env_file` and `environment` of a service as one, names without a value filled in from the environment. */
export async function withEnvironment(service: MapNode, around: Around): Promise<MapNode> {
  const files = nodeAt(service, 'env_file');
  const own = nodeAt(service, 'environment');
  if (files === null && own === null) return service;
  const entries = new Map<string, Entry>();
  for (const item of itemsOf(files)) await addFile(item, entries, around);
  for (const [name, entry] of entriesOf(own)) {
    const { value } = entry;
    const isOpen = value.kind === 'scalar' && value.value === null;
    const known = isOpen ? around.environment.lookup(name) : undefined;
    entries.set(name, known === undefined ? entry : { ...entry, value: scalarNode(known, value.at) });
  }
  const all = new Map(service.entries);
  all.delete('env_file');
  const at = own?.at ?? service.at;
  all.set('environment', { key: service.entries.get('environment')?.key ?? at, value: mapNode(entries, at) });
  return { ...service, entries: all };
}
