import type { SpecMount } from '../../contract/spec';
import { list, record, text } from '../engine/loose';
import { optionsOf, withoutAccess } from './mounts';

const isDrive = (part: string): boolean => /^[A-Za-z]$/.test(part);

/** The parts between colons, where that of a Windows drive is none. */
export function colonParts(word: string): readonly string[] {
  const parts: string[] = [];
  for (const part of word.split(':')) {
    const last = parts.at(-1);
    if (last !== undefined && isDrive(last) && /^[\\/]/.test(part)) parts[parts.length - 1] = `${last}:${part}`;
    else parts.push(part);
  }
  return parts;
}

/** Whether `-v` takes it for a path on the host and not for a volume's name. */
export const isPath = (source: string): boolean => /^(?:[./~\\]|[A-Za-z]:)/.test(source);

/** `-v` as it is said, and `HostConfig.Binds`; null: not understood. */
export function readBind(word: string): SpecMount | null {
  const [first = '', second, third, ...more] = colonParts(word);
  if (first === '' || second === '' || third === '' || more.length > 0) return null;
  if (second === undefined)
    return { flag: 'volume', type: 'volume', source: '', target: first, readOnly: false, options: '' };
  const type = isPath(first) ? 'bind' : 'volume';
  return { flag: 'volume', type, source: first, target: second, ...withoutAccess(third ?? '') };
}

const TYPES = ['bind', 'volume', 'tmpfs', 'image', 'npipe', 'cluster'] as const;
export const mountType = (said: string): SpecMount['type'] | null => TYPES.find((type) => type === said) ?? null;

/** The names the engine gave, by the path they are mounted at. */
function volumeNames(inspect: unknown): ReadonlyMap<string, string> {
  const volumes = list(record(inspect).Mounts)
    .map(record)
    .filter((mount) => mount.Type === 'volume');
  return new Map(volumes.map((mount) => [text(mount.Destination), text(mount.Name)]));
}

const bind = (word: unknown): SpecMount =>
  readBind(text(word)) ?? {
    ...{ flag: 'volume', type: 'volume', source: '', readOnly: false, options: '' },
    target: text(word),
  };

function mount(entry: unknown, names: ReadonlyMap<string, string>): SpecMount {
  const fields = record(entry);
  const target = text(fields.Target);
  return {
    flag: 'mount',
    type: mountType(text(fields.Type)) ?? 'volume',
    source: text(fields.Source) || (names.get(target) ?? ''),
    target,
    readOnly: fields.ReadOnly === true,
    options: optionsOf(entry),
  };
}

/** Mounts as they were asked for; an anonymous volume, also one the image declares, stands by the name it got. */
export function mountsOf(inspect: unknown): SpecMount[] {
  const host = record(record(inspect).HostConfig);
  const names = volumeNames(inspect);
  const asked = [
    ...list(host.Binds).map(bind),
    ...list(host.Mounts).map((entry) => mount(entry, names)),
    ...Object.entries(record(host.Tmpfs)).map(([target, options]): SpecMount => ({
      ...{ flag: 'tmpfs', type: 'tmpfs', source: '', target },
      ...withoutAccess(text(options)),
    })),
  ];
  const taken = new Set(asked.map(({ target }) => target));
  // What others share by `--volumes-from` is in the list of mounts too, but is not declared here.
  const declared = Object.keys(record(record(record(inspect).Config).Volumes));
  const anonymous = declared
    .filter((target) => !taken.has(target) && names.has(target))
    .map((target): SpecMount => ({
      ...{ flag: 'volume', type: 'volume', source: names.get(target) ?? '', target, readOnly: false, options: '' },
    }));
  return [...asked, ...anonymous];
}
