import type { ContainerSpec } from '../../../contract/spec';
import { isUserDefined } from '../network-mode';

export interface ComposeService {
  /** Its name in the file. */
  readonly service: string;
  readonly spec: ContainerSpec;
  /** Of the container, where it has one: others refer to it by that. */
  readonly id?: string;
}

export interface ComposeFacts {
  /** Networks and volumes that Compose shall make by itself, by name; all others have to be there. */
  readonly made: { readonly networks: readonly string[]; readonly volumes: readonly string[] };
}

/** A value as Compose reads it back: its own variables begin with `$`. */
export const literal = (word: string): string => word.replaceAll('$', '$$$$');
export const literals = (words: readonly string[]): readonly string[] => words.map(literal);

/** The exported container that a name, a short or a long id stands for. */
export function serviceOf(services: readonly ComposeService[], target: string): ComposeService | undefined {
  const said = target.replace(/^\//, '');
  return services.find(
    ({ id, spec }) =>
      said !== '' && (spec.name === said || (id !== undefined && /^[0-9a-f]{12,}$/.test(said) && id.startsWith(said))),
  );
}

/** `container:x` of another one's namespace: `x`. */
export const sharedWith = (mode: string): string => /^container:(.+)$/.exec(mode)?.[1] ?? '';

/** Networks a container joins by name. */
export const ownNetworks = ({ networkMode, networks }: ContainerSpec) =>
  networkMode === '' && isUserDefined(networks[0]?.name ?? 'default')
    ? networks.filter(({ name }) => isUserDefined(name))
    : [];

/** A key of the file for each name; a name that can be none gets a number. */
export function keysOf(kind: string, names: readonly string[]): ReadonlyMap<string, string> {
  const isKey = (name: string): boolean => /^[a-zA-Z0-9._-]+$/.test(name) && name !== 'default';
  const unique = [...new Set(names)];
  return new Map(unique.map((name, index) => [name, isKey(name) ? name : `${kind}${String(index + 1)}`]));
}
