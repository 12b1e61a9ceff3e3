import type { QueryKind } from '../../../contract/disk';

/**
 * What a field holds: `text` one or several, `label` as `key=value`, `size` bytes, `time` ms since the epoch, `number`, `flag`
 * yes or no. A time may stand alone too: it has come.
 */
export type FieldType = 'text' | 'label' | 'size' | 'time' | 'number' | 'flag';

export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly meaning: string;
}

const field = (name: string, type: FieldType, meaning: string): Field => ({ name, type, meaning });

const LABEL = field('label', 'label', 'label=key, label=key=value, label ~ text');
const PROJECT = field('project', 'text', 'Compose project');

const CONTAINER: readonly Field[] = [
  field('name', 'text', 'name = web-*, name ~ test-'),
  field('id', 'text', 'Id, from its beginning'),
  field('image', 'text', 'Image, as it was asked for'),
  field('state', 'text', 'created, running, paused, restarting, exited, dead'),
  field('exited', 'time', 'exited > 7d: more than seven days ago'),
  field('created', 'time', 'created < 2026-01-01: before that day'),
  field('size', 'size', 'Writable layer: size > 1GB'),
  field('exitcode', 'number', 'exitcode != 0'),
  LABEL,
  PROJECT,
  field('service', 'text', 'Compose service'),
  field('network', 'text', 'A network it is in'),
  field('volume', 'text', 'A volume it has mounted'),
  field('running', 'flag', 'Runs, also paused'),
  field('paused', 'flag', ''),
  field('healthy', 'flag', 'By its health check'),
  field('unhealthy', 'flag', 'By its health check'),
];

const IMAGE: readonly Field[] = [
  field('name', 'text', 'name = alpine:*, name ~ test-'),
  field('id', 'text', 'Id, from its beginning'),
  field('created', 'time', 'Built: created > 30d'),
  field('size', 'size', 'With the layers it shares: size > 1GB'),
  LABEL,
  field('used', 'flag', 'By a container, running or not'),
  field('dangling', 'flag', 'Without a name'),
];

const VOLUME: readonly Field[] = [
  field('name', 'text', 'name = data-*'),
  field('driver', 'text', 'local, nfs and so on'),
  field('created', 'time', 'created > 30d'),
  field('size', 'size', 'size > 1GB (the engine counts, which takes a while)'),
  LABEL,
  PROJECT,
  field('container', 'text', 'A container that has it mounted'),
  field('used', 'flag', 'By a container, running or not'),
  field('anonymous', 'flag', 'Without a name of its own'),
];

const NETWORK: readonly Field[] = [
  field('name', 'text', 'name = test-*'),
  field('id', 'text', 'Id, from its beginning'),
  field('driver', 'text', 'bridge, macvlan, overlay and so on'),
  field('scope', 'text', 'local, swarm'),
  field('created', 'time', 'created > 30d'),
  LABEL,
  PROJECT,
  field('container', 'text', 'A container that is in it'),
  field('used', 'flag', 'By a container, running or not'),
  field('internal', 'flag', 'Without a way out'),
];

/** In the order in which they are proposed. */
export const FIELDS: Readonly<Record<QueryKind, readonly Field[]>> = {
  container: CONTAINER,
  image: IMAGE,
  volume: VOLUME,
  network: NETWORK,
};

export type Operator = '=' | '!=' | '~' | '!~' | '>' | '<' | '>=' | '<=';

const EQUAL: readonly Operator[] = ['=', '!='];
const ORDER: readonly Operator[] = ['>', '<', '>=', '<='];

export function operatorsOf(type: FieldType): readonly Operator[] {
  switch (type) {
    case 'text':
    case 'label':
      return [...EQUAL, '~', '!~'];
    case 'number':
      return [...EQUAL, ...ORDER];
    case 'size':
    case 'time':
      return ORDER;
    case 'flag':
      return [];
  }
}
