import type { ContainerSpec, SpecMount } from '../../../contract/spec';
import { csvFields, csvLine, pair } from '../csv';
import { mountType, readBind } from '../inspected-mounts';
import { bindWord, MOUNT_KEYS, mountWord, tmpfsOptions, withoutAccess } from '../mounts';
import { pairs, text, words } from './kinds';
import type { Flag, Reading } from './types';
import { say } from '../../../../texts/say';

const whole = (spec: ContainerSpec) => spec;
const printed = (flag: SpecMount['flag'], word: (mount: SpecMount) => string) => (spec: ContainerSpec) =>
  spec.mounts.filter((mount) => mount.flag === flag).map(word);

const isRelative = (source: string): boolean => /^\.{1,2}(?:[\\/]|$)/.test(source);

function noteRelative({ note }: Reading, { type, source }: SpecMount): void {
  if (type === 'bind' && isRelative(source))
    note('not-understood', say('{source} depends on the folder the line is run in; give the whole path', { source }));
}

const volume: Flag = {
  name: 'volume',
  short: 'v',
  read: (reading, value) => {
    const read = readBind(value);
    if (read === null) return say('is a volume such as data:/var/lib/data or /srv/data:/data:ro');
    reading.spec.mounts.push(read);
    noteRelative(reading, read);
    return null;
  },
  print: printed('volume', bindWord),
};

const tmpfs: Flag = {
  name: 'tmpfs',
  read: ({ spec }, value) => {
    const at = value.indexOf(':');
    const target = at === -1 ? value : value.slice(0, at);
    const rest = withoutAccess(at === -1 ? '' : value.slice(at + 1));
    spec.mounts.push({ flag: 'tmpfs', type: 'tmpfs', source: '', target, ...rest });
    return target === '' ? say('needs a path in the container') : null;
  },
  print: printed('tmpfs', (mount) => {
    const options = tmpfsOptions(mount);
    return options === '' ? mount.target : `${mount.target}:${options}`;
  }),
};

const SOURCE = ['source', 'src'];
const TARGET = ['target', 'dst', 'destination'];
const READ_ONLY = ['readonly', 'ro'];
const TRUE = [null, '', '1', 'true'];

function readMount(value: string): SpecMount | string {
  const said = csvFields(value)
    .map(pair)
    .map(({ name, value: word }) => ({ name: name.toLowerCase(), value: word }));
  const last = (keys: readonly string[]) => said.findLast(({ name }) => keys.includes(name));
  const type = mountType((last(['type'])?.value ?? 'volume').toLowerCase());
  if (type === null) return say('does not know the type {value}', { value: last(['type'])?.value ?? '' });
  const target = last(TARGET)?.value ?? '';
  if (target === '') return say('needs target=');
  const known = [...SOURCE, ...TARGET, ...READ_ONLY, 'type'];
  const rest = said.filter(({ name }) => !known.includes(name));
  const strange = rest.find(({ name }) => !MOUNT_KEYS.includes(name));
  if (strange !== undefined) return say('does not know {name}', { name: strange.name });
  const readOnly = last(READ_ONLY);
  return {
    ...{ flag: 'mount', type, source: last(SOURCE)?.value ?? '', target },
    readOnly: readOnly !== undefined && TRUE.includes(readOnly.value),
    options: csvLine(rest.map(({ name, value: word }) => (word === null ? name : `${name}=${word}`))),
  };
}

const mount: Flag = {
  name: 'mount',
  read: (reading, value) => {
    const read = readMount(value);
    if (typeof read === 'string') return read;
    reading.spec.mounts.push(read);
    noteRelative(reading, read);
    return null;
  },
  print: printed('mount', mountWord),
};

export const STORAGE: readonly Flag[] = [
  volume,
  mount,
  tmpfs,
  words('volumes-from', whole, 'volumesFrom'),
  text('volume-driver', whole, 'volumeDriver'),
  pairs('storage-opt', whole, 'storageOptions'),
];
