import type { SpecMount } from '../../contract/spec';
import { number, record, text } from '../engine/loose';
import { csvFields, csvLine, pair } from './csv';
import { readSize } from './sizes';

const ANONYMOUS = /^[0-9a-f]{64}$/;

/** Whether the engine made the name up, as it does for `-v /target`. */
export const isAnonymousVolume = (name: string): boolean => ANONYMOUS.test(name);

/** `-v` as a word: `source:target:ro,z`; also the API's `Binds`. */
export function bindWord({ source, target, readOnly, options }: SpecMount): string {
  const words = [...(readOnly ? ['ro'] : []), ...(options === '' ? [] : [options])];
  return [...(source === '' ? [] : [source]), target, ...(words.length === 0 ? [] : [words.join(',')])].join(':');
}

/** Options of `--tmpfs`: `ro,size=64m`. */
export const tmpfsOptions = ({ readOnly, options }: SpecMount): string =>
  [...(readOnly ? ['ro'] : []), ...(options === '' ? [] : [options])].join(',');

/** The words of a comma list but those that say whether it is read-only. */
export function withoutAccess(words: string): { readonly readOnly: boolean; readonly options: string } {
  const all = words.split(',').filter((word) => word !== '');
  const access = all.filter((word) => word === 'ro' || word === 'rw');
  return { readOnly: access.at(-1) === 'ro', options: all.filter((word) => word !== 'ro' && word !== 'rw').join(',') };
}

type Pairs = readonly { readonly name: string; readonly value: string }[];
const TRUE = ['', '1', 'true'];

const pairsOf = (options: string): Pairs =>
  (options === '' ? [] : csvFields(options)).map(pair).map(({ name, value }) => ({ name, value: value ?? '' }));

/** The keys of `--mount` that the API has: those with a value of its own, and those that may come more than once. */
function mountOptions(options: string) {
  const pairs = pairsOf(options);
  const find = (name: string): string | undefined => pairs.findLast((each) => each.name === name)?.value;
  return {
    find,
    is: (name: string): true | undefined => (TRUE.includes(find(name) ?? 'false') ? true : undefined),
    map: (name: string): Readonly<Record<string, string>> | undefined => {
      const found = pairs.filter((each) => each.name === name).map(({ value }) => pair(value));
      return found.length === 0 ? undefined : Object.fromEntries(found.map((each) => [each.name, each.value ?? '']));
    },
  };
}
type MountOptions = ReturnType<typeof mountOptions>;

/** Without what is not said; undefined: nothing is. */
function said(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> | undefined {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function bindOptions({ find, is }: MountOptions) {
  const recursive = find('bind-recursive');
  return said({
    Propagation: find('bind-propagation'),
    NonRecursive: recursive === 'disabled' ? true : is('bind-nonrecursive'),
    CreateMountpoint: is('bind-create-src'),
    ReadOnlyNonRecursive: recursive === 'writable' ? true : undefined,
    ReadOnlyForceRecursive: recursive === 'readonly' ? true : undefined,
  });
}

function volumeOptions({ find, is, map }: MountOptions) {
  return said({
    NoCopy: is('volume-nocopy'),
    Subpath: find('volume-subpath'),
    Labels: map('volume-label'),
    DriverConfig: said({ Name: find('volume-driver'), Options: map('volume-opt') }),
  });
}

const OCTAL = 8;

function tmpfsOfMount({ find }: MountOptions) {
  const size = find('tmpfs-size');
  const mode = find('tmpfs-mode');
  return said({
    SizeBytes: size === undefined ? undefined : (readSize(size) ?? undefined),
    Mode: mode === undefined || !/^[0-7]+$/.test(mode) ? undefined : Number.parseInt(mode, OCTAL),
  });
}

/** One of `HostConfig.Mounts`. */
export function mountOf({ type, source, target, readOnly, options }: SpecMount): Readonly<Record<string, unknown>> {
  const rest = mountOptions(options);
  return {
    Type: type,
    ...said({
      Source: source === '' ? undefined : source,
      Target: target,
      ReadOnly: readOnly ? true : undefined,
      Consistency: rest.find('consistency'),
      BindOptions: bindOptions(rest),
      VolumeOptions: volumeOptions(rest),
      TmpfsOptions: tmpfsOfMount(rest),
      ImageOptions: said({ Subpath: rest.find('image-subpath') }),
    }),
  };
}

const field = (name: string, value: unknown): readonly string[] =>
  value === true ? [`${name}=true`] : text(value) === '' ? [] : [`${name}=${text(value)}`];
const fields = (name: string, value: unknown): readonly string[] =>
  Object.entries(record(value)).map(([key, each]) => `${name}=${key}=${text(each)}`);

function recursiveField(bind: Readonly<Record<string, unknown>>): readonly string[] {
  if (bind.NonRecursive === true) return ['bind-recursive=disabled'];
  if (bind.ReadOnlyNonRecursive === true) return ['bind-recursive=writable'];
  return bind.ReadOnlyForceRecursive === true ? ['bind-recursive=readonly'] : [];
}

/** The `options` of one of `HostConfig.Mounts`. */
export function optionsOf(mount: unknown): string {
  const bind = record(record(mount).BindOptions);
  const volume = record(record(mount).VolumeOptions);
  const tmpfs = record(record(mount).TmpfsOptions);
  const driver = record(volume.DriverConfig);
  const size = number(tmpfs.SizeBytes) ?? 0;
  const mode = number(tmpfs.Mode) ?? 0;
  const consistency = text(record(mount).Consistency);
  return csvLine([
    ...(consistency === 'default' ? [] : field('consistency', consistency)),
    ...field('bind-propagation', bind.Propagation),
    ...recursiveField(bind),
    ...field('bind-create-src', bind.CreateMountpoint),
    ...field('volume-nocopy', volume.NoCopy),
    ...field('volume-subpath', volume.Subpath),
    ...field('volume-driver', driver.Name),
    ...fields('volume-opt', driver.Options),
    ...fields('volume-label', volume.Labels),
    ...(size === 0 ? [] : [`tmpfs-size=${String(size)}`]),
    ...(mode === 0 ? [] : [`tmpfs-mode=${mode.toString(OCTAL)}`]),
    ...field('image-subpath', record(record(mount).ImageOptions).Subpath),
  ]);
}

/** Keys of `--mount` whose value goes into the API's body. */
export const MOUNT_KEYS: readonly string[] = [
  ...['consistency', 'bind-propagation', 'bind-nonrecursive', 'bind-recursive', 'bind-create-src', 'volume-subpath'],
  ...['volume-nocopy', 'volume-label', 'volume-driver', 'volume-opt', 'image-subpath', 'tmpfs-size', 'tmpfs-mode'],
];

/** `--mount` as a word. */
export const mountWord = ({ type, source, target, readOnly, options }: SpecMount): string =>
  csvLine([
    `type=${type}`,
    ...(source === '' ? [] : [`source=${source}`]),
    `target=${target}`,
    ...(readOnly ? ['readonly'] : []),
    ...(options === '' ? [] : csvFields(options)),
  ]);

export const anonymousTargets = (mounts: readonly SpecMount[]): readonly string[] =>
  mounts.filter(({ flag, source }) => flag === 'volume' && source === '').map(({ target }) => target);
