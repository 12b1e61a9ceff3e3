import { DriverError, type ForwardRule } from '../../driver';
import type { ForwardVerbs } from '../apply';
import type { GuestPort } from '../guest-ports';
import { ruleKey } from '../wanted';
import { createModelFeed, type ModelFeed } from './model-feed';

export interface ModelPort {
  readonly IP?: string;
  readonly PrivatePort: number;
  readonly PublicPort?: number;
  readonly Type: string;
}

export interface ModelContainer {
  readonly Id: string;
  readonly Names: readonly string[];
  readonly Ports: readonly ModelPort[];
}

/** A machine as its forwards see it: an engine that lists, a driver with rules, a guest; each fails when told to. */
export interface ModelMachine extends ForwardVerbs, ModelFeed {
  readonly containers: Map<string, ModelContainer>;
  readonly rules: Map<string, ForwardRule>;
  readonly guest: Set<string>;
  /** `tcp 127.0.0.1 80`: held by somebody else. */
  readonly taken: Set<string>;
  /** How often each verb was called. */
  readonly calls: Record<'list' | 'listForwards' | 'setForward' | 'unsetForward' | 'guestForward', number>;
  /** Throws to make a verb fail; default: nothing. */
  fail: (verb: keyof ModelMachine['calls']) => void;
  /** All the machine held in memory is gone; its engine's rule is set by its start. */
  restart(): void;
}

export const ENGINE_RULE: ForwardRule = { protocol: 'tcp', hostIp: '127.0.0.1', hostPort: 41_000, guestPort: 2376 };

const guestKey = ({ protocol, port, guestIp }: GuestPort): string => `${protocol} ${port} ${guestIp}`;
const addressKey = ({ protocol, hostIp, hostPort }: ForwardRule): string => `${protocol} ${hostIp} ${hostPort}`;

/** A socket on every address holds the port of each. */
const overlap = (a: ForwardRule, b: ForwardRule): boolean =>
  a.protocol === b.protocol &&
  a.hostPort === b.hostPort &&
  (a.hostIp === b.hostIp || a.hostIp === '0.0.0.0' || b.hostIp === '0.0.0.0');

export function createModelMachine(): ModelMachine {
  const step = async (verb: keyof ModelMachine['calls']): Promise<void> => {
    machine.calls[verb] += 1;
    await new Promise((resolve) => setImmediate(resolve));
    machine.fail(verb);
  };
  const feed = createModelFeed(async () => {
    await step('list');
    return [...machine.containers.values()];
  });
  const machine: ModelMachine = {
    containers: new Map(),
    rules: new Map([[ruleKey(ENGINE_RULE), ENGINE_RULE]]),
    guest: new Set(),
    taken: new Set(),
    calls: { list: 0, listForwards: 0, setForward: 0, unsetForward: 0, guestForward: 0 },
    fail: () => undefined,
    ...driverOf(() => machine, step),
    ...feed,
    restart: () => {
      machine.rules.clear();
      machine.rules.set(ruleKey(ENGINE_RULE), ENGINE_RULE);
      machine.guest.clear();
    },
  };
  return machine;
}

const driverOf = (
  machine: () => ModelMachine,
  step: (verb: keyof ModelMachine['calls']) => Promise<void>,
): ForwardVerbs => ({
  setForward: async (rule) => {
    await step('setForward');
    const { rules, taken } = machine();
    if (rules.has(ruleKey(rule))) return;
    if (taken.has(addressKey(rule)) || [...rules.values()].some((other) => overlap(other, rule)))
      throw new DriverError('port-in-use', 'taken');
    rules.set(ruleKey(rule), rule);
  },
  unsetForward: async (rule) => {
    await step('unsetForward');
    machine().rules.delete(ruleKey(rule));
  },
  listForwards: async () => {
    await step('listForwards');
    return [...machine().rules.values()];
  },
  guestForward: async (action, port) => {
    await step('guestForward');
    if (action === 'add') machine().guest.add(guestKey(port));
    else machine().guest.delete(guestKey(port));
  },
});
