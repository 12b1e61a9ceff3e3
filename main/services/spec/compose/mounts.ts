import type { SpecMount } from '../../../contract/spec';
import { csvFields, pair } from '../csv';
import { bindWord, tmpfsOptions } from '../mounts';
import { readSize } from '../sizes';
import { literal } from './facts';
import type { Node } from './yaml';

/** `--mount` in the long way; without the keys that Compose has no place for. */
function long({ type, source, target, readOnly, options }: SpecMount): Node {
  const pairs = new Map((options === '' ? [] : csvFields(options)).map(pair).map(({ name, value }) => [name, value]));
  const said = (key: string): string | undefined => pairs.get(key) ?? undefined;
  const size = said('tmpfs-size');
  const bytes = size === undefined ? null : readSize(size);
  return {
    type,
    source: source === '' ? undefined : literal(source),
    target: literal(target),
    read_only: readOnly ? true : undefined,
    consistency: said('consistency'),
    bind: { propagation: said('bind-propagation') },
    volume: {
      nocopy: pairs.has('volume-nocopy') && said('volume-nocopy') !== 'false' ? true : undefined,
      subpath: said('volume-subpath'),
    },
    tmpfs: { size: bytes ?? undefined },
  };
}

export const volumeEntries = (mounts: readonly SpecMount[]): readonly Node[] =>
  mounts
    .filter(({ flag }) => flag !== 'tmpfs')
    .map((mount) => (mount.flag === 'mount' ? long(mount) : literal(bindWord(mount))));

export const tmpfsEntries = (mounts: readonly SpecMount[]): readonly Node[] =>
  mounts
    .filter(({ flag }) => flag === 'tmpfs')
    .map((mount) => literal([mount.target, tmpfsOptions(mount)].filter((part) => part !== '').join(':')));

/** Names of volumes that have one. */
export const volumeNames = (mounts: readonly SpecMount[]): readonly string[] =>
  mounts.filter(({ type, source }) => type === 'volume' && source !== '').map(({ source }) => source);
