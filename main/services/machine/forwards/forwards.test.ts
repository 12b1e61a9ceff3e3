import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MachineForward } from '../../../contract/machine';
import { createForwards, type Forwards, type ForwardsOptions } from './forwards';
import { createModelMachine, ENGINE_RULE, type ModelMachine, type ModelPort } from './testing/model-machine';
import { ruleKey } from './wanted';

const idOf = (name: string): string => name.charCodeAt(0).toString(16).padStart(2, '0').repeat(32);
const tcp = (PublicPort: number, IP = '0.0.0.0'): ModelPort => ({ IP, PrivatePort: 80, PublicPort, Type: 'tcp' });

let machine: ModelMachine;
let forwards: Forwards;
let publishOn: '127.0.0.1' | '0.0.0.0';
let changes: (readonly MachineForward[])[];
let logged: string[];

const open = (more: Partial<ForwardsOptions> = {}): Forwards =>
  createForwards({
    ...machine,
    publishOn: () => publishOn,
    engineHostPort: ENGINE_RULE.hostPort,
    engineGuestPort: ENGINE_RULE.guestPort,
    onChange: (list) => changes.push(list),
    log: (line) => logged.push(line),
    timing: { secondLooksMs: [5], apartMs: 0, retryMs: 2, retryCapMs: 10 },
    ...more,
  });
const put = (name: string, ...ports: readonly ModelPort[]): void => {
  machine.containers.set(name, { Id: idOf(name), Names: [`/${name}`], Ports: ports });
  machine.emit('start', idOf(name));
};
const drop = (name: string): void => {
  machine.containers.delete(name);
  machine.emit('die', idOf(name));
};
/** Without the engine's. */
const rules = (): string[] => [...machine.rules.keys()].filter((key) => key !== ruleKey(ENGINE_RULE)).sort();
const problems = (): (string | null)[] => forwards.list().map(({ problem }) => problem);
const eventually = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 5000, interval: 2 });

beforeEach(() => {
  machine = createModelMachine();
  publishOn = '127.0.0.1';
  changes = [];
  logged = [];
});
afterEach(async () => {
  await forwards.close();
  expect(machine.rules.has(ruleKey(ENGINE_RULE))).toBe(true);
});

describe('published ports', () => {
  it('appear with their container, follow it, and go with it', async () => {
    machine.connect();
    forwards = open();
    put('web', tcp(8080), tcp(8080, '::'));
    await eventually(() => expect(rules()).toEqual(['tcp 127.0.0.1 8080 8080']));
    await eventually(() => expect(forwards.list()).toMatchObject([{ containerName: 'web', problem: null }]));
    put('web', tcp(9090));
    await eventually(() => expect(rules()).toEqual(['tcp 127.0.0.1 9090 9090']));
    machine.containers.set('web', { Id: idOf('web'), Names: ['/site'], Ports: [tcp(9090)] });
    machine.emit('rename', idOf('web'));
    await eventually(() => expect(forwards.list()[0]?.containerName).toBe('site'));
    drop('web');
    await eventually(() => expect(rules()).toEqual([]));
    await eventually(() => expect(changes.at(-1)).toEqual([]));
    expect(machine.calls.setForward).toBe(2);
  });

  it('of an earlier Slipway are taken over where they fit, and removed where not', async () => {
    const fits = { protocol: 'tcp', hostIp: '127.0.0.1', hostPort: 80, guestPort: 80 } as const;
    for (const rule of [fits, { ...fits, hostPort: 81, guestPort: 81 }]) machine.rules.set(ruleKey(rule), rule);
    machine.guest.add('tcp 81 127.0.0.1');
    machine.containers.set('web', { Id: idOf('web'), Names: ['/web'], Ports: [tcp(80)] });
    machine.connect();
    forwards = open();
    await eventually(() => expect(changes).toHaveLength(1));
    expect(rules()).toEqual([ruleKey(fits)]);
    expect(machine.calls).toMatchObject({ setForward: 0, unsetForward: 1 });
    expect([...machine.guest]).toEqual([]);
  });

  it('move when the setting does', async () => {
    machine.connect();
    forwards = open();
    put('web', tcp(80), tcp(81, '127.0.0.1'));
    await eventually(() => expect(rules()).toHaveLength(2));
    publishOn = '0.0.0.0';
    forwards.refresh();
    await eventually(() => expect(rules()).toEqual(['tcp 0.0.0.0 80 80', 'tcp 127.0.0.1 81 81']));
    expect([...machine.guest]).toEqual(['tcp 81 127.0.0.1']);
    drop('web');
    await eventually(() => expect(machine.guest.size).toBe(0));
  });

  it('come back after the machine was started anew', async () => {
    machine.connect();
    forwards = open();
    put('web', tcp(80, '127.0.0.1'));
    await eventually(() => expect(rules()).toHaveLength(1));
    machine.disconnect();
    expect(forwards.list()).toHaveLength(1);
    machine.restart();
    machine.connect();
    await eventually(() => expect(rules()).toHaveLength(1));
    await eventually(() => expect([...machine.guest]).toEqual(['tcp 80 127.0.0.1']));
  });

  it('are there in ranges of 200, with one list of rules a pass', async () => {
    machine.containers.set('big', {
      Id: idOf('big'),
      Names: ['/big'],
      Ports: Array.from({ length: 200 }, (_, index) => tcp(20_000 + index)),
    });
    machine.connect();
    forwards = open();
    await eventually(() => expect(changes.at(-1)).toHaveLength(200));
    expect(machine.calls).toMatchObject({ setForward: 200, listForwards: 1 });
  });

  it('stay when Slipway ends', async () => {
    machine.connect();
    forwards = open();
    put('web', tcp(80));
    await eventually(() => expect(rules()).toHaveLength(1));
    await forwards.close();
    const before = machine.calls.list;
    drop('web');
    machine.connect();
    expect([machine.calls.list, rules().length]).toEqual([before, 1]);
  });
});

describe('a problem', () => {
  it('with a port that is taken is told, and ends when it is free', async () => {
    machine.taken.add('tcp 127.0.0.1 80');
    machine.connect();
    forwards = open();
    put('web', tcp(80), tcp(81));
    await eventually(() => expect(problems()).toEqual([expect.stringMatching(/Port 80 .* is taken by/), null]));
    machine.taken.clear();
    await eventually(() => expect(problems()).toEqual([null, null]));
    expect(rules()).toHaveLength(2);
  });

  it("with the guest is told in the guest's words", async () => {
    machine.fail = (verb) => {
      if (verb === 'guestForward') throw new Error('iptables: no');
    };
    machine.connect();
    forwards = open();
    put('web', tcp(80, '127.0.0.1'));
    await eventually(() => expect(problems()).toEqual(['Port 80 does not reach the container: iptables: no']));
    expect(rules()).toEqual([]);
    machine.fail = () => undefined;
    await eventually(() => expect(problems()).toEqual([null]));
  });

  it('with a list leaves everything as it was', async () => {
    machine.connect();
    forwards = open();
    put('web', tcp(80));
    await eventually(() => expect(forwards.list()).toHaveLength(1));
    machine.fail = (verb) => {
      if (verb === 'list') throw new Error('engine: no');
    };
    drop('web');
    await eventually(() => expect(logged).toContain('forwards: engine: no'));
    expect(rules()).toHaveLength(1);
    machine.fail = () => undefined;
    await eventually(() => expect(rules()).toEqual([]));
  });
});

const STALE = { protocol: 'udp', hostIp: '0.0.0.0', hostPort: 7, guestPort: 7 } as const;

const onLoopback = ({ IP }: ModelPort): boolean => IP === '127.0.0.1';
/** Said once more, in few words: what a port leads to. */
const facts = () =>
  [...machine.containers.values()].flatMap(({ Ports }) =>
    Ports.map((port) => {
      const same = Ports.filter(({ PublicPort, Type }) => PublicPort === port.PublicPort && Type === port.Type);
      return { ...port, port: port.PublicPort ?? 0, loopback: onLoopback(port), alone: same.every(onLoopback) };
    }),
  );
const expected = (): string[] => {
  const keys = facts().map(({ Type, port, loopback, alone }) => {
    const hostIp = alone || (loopback && publishOn === '127.0.0.1') ? '127.0.0.1' : publishOn;
    return `${Type} ${hostIp} ${port} ${port}`;
  });
  return [...new Set(keys)].sort();
};
const needed = (): string[] => facts().flatMap(({ Type, port, alone }) => (alone ? [`${Type} ${port} 127.0.0.1`] : []));

type Step = (machine: ModelMachine) => Promise<void> | void;
const name = fc.constantFrom('a', 'b', 'c');
const portOf = (containerName: string): fc.Arbitrary<ModelPort> =>
  // An engine publishes one port for one container only.
  fc
    .record({ ip: fc.constantFrom('', '0.0.0.0', '::', '127.0.0.1'), index: fc.nat(3), udp: fc.boolean() })
    .map(({ ip, index, udp }) => ({
      ...{ IP: ip, PrivatePort: 80, PublicPort: 8000 + 10 * containerName.charCodeAt(0) + index },
      Type: udp ? 'udp' : 'tcp',
    }));
const step: fc.Arbitrary<Step> = fc.oneof(
  name
    .chain((each) => fc.tuple(fc.constant(each), fc.array(portOf(each), { maxLength: 4 })))
    .map(
      ([each, ports]) =>
        () =>
          put(each, ...ports),
    ),
  name.map((each) => () => drop(each)),
  fc.constantFrom<Step>(
    (model) => model.connect(),
    (model) => model.disconnect(),
    (model) => {
      model.disconnect();
      model.restart();
      model.connect();
    },
    () => void (publishOn = publishOn === '127.0.0.1' ? '0.0.0.0' : '127.0.0.1'),
    () => forwards.refresh(),
    async () => {
      await forwards.close();
      forwards = open();
    },
    (model) => void model.rules.set(ruleKey(STALE), STALE),
    (model) => {
      for (const rule of model.rules.values()) model.taken.add(`${rule.protocol} ${rule.hostIp} ${rule.hostPort}`);
    },
    (model) => model.taken.clear(),
  ),
);

describe('whatever happens and fails', () => {
  it("the driver's rules equal the wanted ones in the end", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(step, fc.nat(3)), { maxLength: 25 }),
        fc.infiniteStream(fc.nat(3)),
        async (steps, dice) => {
          machine = createModelMachine();
          machine.fail = () => {
            if (dice.next().value === 0) throw new Error('made to fail');
          };
          publishOn = '127.0.0.1';
          forwards = open();
          machine.connect();
          for (const [act, turns] of steps) {
            await act(machine);
            for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
          }
          machine.fail = () => undefined;
          machine.taken.clear();
          machine.connect();
          await eventually(() => expect(rules()).toEqual(expected()));
          await eventually(() => expect(problems().filter((problem) => problem !== null)).toEqual([]));
          await eventually(() => expect([...machine.guest]).toEqual(expect.arrayContaining(needed())));
          await forwards.close();
        },
      ),
      { numRuns: 100 },
    );
  }, 60_000);
});
