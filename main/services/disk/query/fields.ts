import type { QueryKind } from '../../../contract/disk';
import { msg } from '../../../../texts/msg';

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

const LABEL = field('label', 'label', msg('label=key, label=key=value, label ~ text'));
const PROJECT = field('project', 'text', msg('Compose project'));

const CONTAINER: readonly Field[] = [
  field('name', 'text', 'name = web-*, name ~ test-'),
  field('id', 'text', msg('Id, from its beginning')),
  field('image', 'text', msg('Image, as it was asked for')),
  field('state', 'text', msg('created, running, paused, restarting, exited, dead')),
  field('exited', 'time', msg('exited > 7d: more than seven days ago')),
  field('created', 'time', msg('created < 2026-01-01: before that day')),
  field('size', 'size', msg('Writable layer: size > 1GB')),
  field('exitcode', 'number', 'exitcode != 0'),
  LABEL,
  PROJECT,
  field('service', 'text', msg('Compose service')),
  field('network', 'text', msg('A network it is in')),
  field('volume', 'text', msg('A volume it has mounted')),
  field('running', 'flag', msg('Runs, also paused')),
  field('paused', 'flag', ''),
  field('healthy', 'flag', msg('By its health check')),
  field('unhealthy', 'flag', msg('By its health check')),
];

const IMAGE: readonly Field[] = [
  field('name', 'text', 'name = alpine:*, name ~ test-'),
  field('id', 'text', msg('Id, from its beginning')),
  field('created', 'time', 'Built: created > 30d'),
  field('size', 'size', msg('With the layers it shares: size > 1GB')),
  LABEL,
  field('used', 'flag', msg('By a container, running or not')),
  field('dangling', 'flag', msg('Without a name')),
];

const VOLUME: readonly Field[] = [
  field('name', 'text', 'name = data-*'),
  field('driver', 'text', msg('local, nfs and so on')),
  field('created', 'time', 'created > 30d'),
  field('size', 'size', msg('size > 1GB (the engine counts, which takes a while)')),
  LABEL,
  PROJECT,
  field('container', 'text', msg('A container that has it mounted')),
  field('used', 'flag', msg('By a container, running or not')),
  field('anonymous', 'flag', msg('Without a name of its own')),
];

const NETWORK: readonly Field[] = [
  field('name', 'text', 'name = test-*'),
  field('id', 'text', msg('Id, from its beginning')),
  field('driver', 'text', msg('bridge, macvlan, overlay and so on')),
  field('scope', 'text', msg('local, swarm')),
  field('created', 'time', 'created > 30d'),
  LABEL,
  PROJECT,
  field('container', 'text', msg('A container that is in it')),
  field('used', 'flag', msg('By a container, running or not')),
  field('internal', 'flag', msg('Without a way out')),
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
