export type ComposeValueKind = 'text' | 'number' | 'boolean' | 'list' | 'map' | 'null';

export type ComposeSection =
  | ('top' | 'include' | 'service' | 'model' | 'service-model' | 'depends-on' | 'extends' | 'env-file' | 'provider')
  | ('build' | 'healthcheck' | 'logging' | 'credential-spec' | 'ulimit' | 'hook' | 'gpu' | 'device-mapping')
  | ('blkio' | 'blkio-limit' | 'blkio-weight' | 'port' | 'mount' | 'mount-bind' | 'mount-volume' | 'mount-tmpfs')
  | ('mount-image' | 'service-network' | 'service-file' | 'deploy' | 'resources' | 'limits' | 'reservations')
  | ('device' | 'generic-resource' | 'discrete-resource' | 'rollout' | 'restart-policy' | 'placement' | 'preference')
  | ('develop' | 'watch' | 'network' | 'ipam' | 'ipam-pool' | 'volume' | 'secret' | 'config' | 'external');

/** A key of a compose file, as the compose specification has it. */
export interface ComposeKey {
  /** The kinds of value that it takes. */
  readonly kinds: readonly ComposeValueKind[];
  /** One sentence of ours. */
  readonly doc: string;
  /** The only texts that it takes. */
  readonly values?: readonly string[];
  /** What its texts and numbers have to be. */
  readonly format?: 'duration' | 'size' | 'integer' | 'boolean' | 'restart' | 'ports' | 'path' | 'mount';
  /** Its map has the keys of this section. */
  readonly section?: ComposeSection;
  /** Its map has names of the user's; the value of each is of this section. */
  readonly entries?: ComposeSection;
  /** Its list may have maps with the keys of this section. */
  readonly items?: ComposeSection;
  /** What its text, the texts of its list, or the names in its map mean. */
  readonly names?: 'services' | 'networks' | 'volumes' | 'configs' | 'secrets' | 'profiles';
  /** Only compose of the second line has it. */
  readonly since?: 'v2';
}

export type ComposeKeyTable = Readonly<Record<string, ComposeKey>>;

type More = Omit<ComposeKey, 'kinds' | 'doc'>;
const of =
  (...kinds: readonly ComposeValueKind[]) =>
  (doc: string, more: More = {}): ComposeKey => ({ kinds, doc, ...more });

// How the tables say a value; `kinds` is what YAML makes of it.
export const text = of('text');
export const scalar = of('text', 'number');
export const number = of('number', 'text');
/** A quoted or filled in one is a text. */
export const flag = (doc: string, more: More = {}): ComposeKey =>
  of('boolean', 'text')(doc, { format: 'boolean', ...more });
export const integer = (doc: string, more: More = {}): ComposeKey =>
  of('number', 'text')(doc, { format: 'integer', ...more });
export const size = (doc: string, more: More = {}): ComposeKey =>
  of('number', 'text')(doc, { format: 'size', ...more });
export const duration = (doc: string, more: More = {}): ComposeKey => of('text')(doc, { format: 'duration', ...more });
export const list = of('list');
export const textOrList = of('text', 'list');
export const command = of('text', 'list', 'null');
export const listOrMap = of('list', 'map');
export const map = of('map');
export const textOrMap = of('text', 'map');
export const block = of('map', 'null');
export const v2 = { since: 'v2' } as const;
