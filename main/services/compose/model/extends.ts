import path from 'node:path';
import { type At, entriesOf, type MapNode, type Node, nodeAt, textOf, withEntries } from '../reading/tree';
import { didYouMean, quoted } from '../reading/words';
import { canonicalService } from './canonical';
import { readFilled } from './read-filled';
import { mergeMaps } from './merge';
import { absolute } from './paths';
import type { FileSet, Reader } from './types';
import { say } from '../../../../texts/say';

interface Here {
  readonly file: string;
  readonly set: FileSet;
}

interface Step extends Here {
  readonly services: MapNode;
  readonly name: string;
  /** `file name` of the services that led here. */
  readonly trail: readonly string[];
}

const DEEPEST = 30;

/** The file's folder is where paths of its services start, if it is not one of those that are merged. */
const folderOf = ({ file, set }: Here): string => (set.files.includes(file) ? set.folder : path.dirname(file));

async function baseOf(reader: Reader, wish: Node, at: At, step: Step): Promise<MapNode | null> {
  const { problems, homeDir } = reader;
  const name = textOf(wish) ?? textOf(nodeAt(wish, 'service')) ?? '';
  const said = wish.kind === 'map' ? textOf(nodeAt(wish, 'file')) : null;
  const file = said === null ? step.file : absolute(said, { folder: folderOf(step), homeDir });
  const filled = file === step.file ? null : await readFilled(reader, file, step.set);
  if (file !== step.file && filled === null) {
    problems.error(
      nodeAt(wish, 'file')?.at ?? at,
      'missing-file',
      say('{quoted} is not there, or cannot be read.', { quoted: quoted(said ?? '') }),
    );
    return null;
  }
  const services = filled === null ? step.services : nodeAt(filled, 'services');
  const found = nodeAt(services, name);
  const place = nodeAt(wish, 'service')?.at ?? at;
  if (services?.kind !== 'map' || found?.kind !== 'map') {
    const others = entriesOf(services).map(([key]) => key);
    problems.error(
      place,
      'unknown-service',
      say('There is no service {name} to extend.', { name: quoted(name) }),
      didYouMean(name, others),
    );
    return null;
  }
  const mark = JSON.stringify([file, name]);
  if (step.trail.includes(mark) || step.trail.length > DEEPEST) {
    problems.error(
      place,
      'circular',
      say('The service {name} extends itself.', { name: quoted(name) }),
      say('Take one “extends” of the circle away.'),
    );
    return null;
  }
  return resolve(reader, { ...step, file, services, name, trail: [...step.trail, mark] });
}

async function resolve(reader: Reader, step: Step): Promise<MapNode | null> {
  const found = nodeAt(step.services, step.name);
  if (found === null) return null;
  const own = canonicalService(found, { folder: folderOf(step), homeDir: reader.homeDir });
  if (own.kind !== 'map') return null;
  const entry = own.entries.get('extends');
  if (entry === undefined) return own;
  const base = await baseOf(reader, entry.value, entry.value.at, step);
  const rest = withEntries(own, { extends: undefined });
  return base === null ? rest : mergeMaps(base, rest);
}

/** The file with each service that extends another one whole. */
export async function followExtends(reader: Reader, canonical: MapNode, here: Here): Promise<MapNode> {
  const services = nodeAt(canonical, 'services');
  if (services?.kind !== 'map') return canonical;
  const changed: Record<string, Node> = {};
  for (const [name, { value }] of services.entries) {
    if (nodeAt(value, 'extends') === null) continue;
    const trail = [JSON.stringify([here.file, name])];
    const whole = await resolve(reader, { ...here, services, name, trail });
    if (whole !== null) changed[name] = whole;
  }
  return withEntries(canonical, { services: withEntries(services, changed) });
}
