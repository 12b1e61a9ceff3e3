import type { ContainerRow } from '../../../contract/containers';

/** One request to a real engine, past the app. */
export type Send = (method: string, path: string, body?: unknown) => Promise<string>;

/** Numbers in [0, 1) that a seed fixes. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Cheap ones often, so that many fit into a test; all kinds of change. */
const WEIGHTS = {
  create: 24,
  rename: 24,
  remove: 20,
  connect: 8,
  disconnect: 8,
  start: 2,
  kill: 2,
  pause: 2,
  unpause: 2,
  tag: 2,
} as const;
type Operation = keyof typeof WEIGHTS;

const AT_MOST = 60;
const NETWORK = 'convergence';
const IMAGE = 'slipway/busybox:1';

const isOperation = (name: string): name is Operation => name in WEIGHTS;

function pick(random: () => number): Operation {
  let left = random() * Object.values(WEIGHTS).reduce((sum, weight) => sum + weight, 0);
  for (const [name, weight] of Object.entries(WEIGHTS)) {
    left -= weight;
    if (left < 0 && isOperation(name)) return name;
  }
  return 'create';
}

/** Does `count` random things to the engine, one after the other. Refusals (it is paused, it runs not) are fine. */
export async function operate(send: Send, random: () => number, count: number): Promise<void> {
  const prefix = `seed-${String(Math.floor(random() * 1e9))}`;
  const names: string[] = [];
  let made = 0;
  for (let done = 0; done < count; done++) {
    const at = Math.floor(random() * names.length);
    const name = names[at];
    const wanted = pick(random);
    const operation =
      name === undefined ? 'create' : names.length >= AT_MOST && wanted === 'create' ? 'remove' : wanted;
    const fresh = `${prefix}-${String(++made)}`;
    if (operation === 'create') names.push(fresh);
    if (operation === 'remove') names.splice(at, 1);
    if (operation === 'rename') names[at] = fresh;
    await request(send, operation, { name: name ?? fresh, fresh });
  }
}

const body = { Image: IMAGE, Cmd: ['sleep', '1000'], StopTimeout: 0, NetworkMode: 'none' };

async function request(send: Send, operation: Operation, { name, fresh }: { name: string; fresh: string }) {
  switch (operation) {
    case 'create':
      return send('POST', `/containers/create?name=${fresh}`, { ...body, ExposedPorts: { '80/tcp': {} } });
    case 'rename':
      return send('POST', `/containers/${name}/rename?name=${fresh}`);
    case 'remove':
      return send('DELETE', `/containers/${name}?force=1&v=1`);
    case 'connect':
    case 'disconnect':
      return send('POST', `/networks/${NETWORK}/${operation}`, { Container: name, Force: true });
    case 'tag':
      return send('POST', `/images/${encodeURIComponent(IMAGE)}/tag?repo=slipway/other&tag=${fresh}`);
    case 'start':
    case 'kill':
    case 'pause':
    case 'unpause':
      return send('POST', `/containers/${name}/${operation}`);
  }
}

/** The network that `operate` uses. */
export const prepare = (send: Send): Promise<string> =>
  send('POST', '/networks/create', { Name: NETWORK, CheckDuplicate: true });

interface Summary {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly health: string;
  readonly exitCode: number | null;
  readonly image: string;
  readonly networks: readonly string[];
  readonly volumes: readonly string[];
  readonly ports: number;
}

/** What must be equal for rows to be called equal to the engine's list. */
export const summary = (rows: Iterable<ContainerRow>): readonly Summary[] =>
  [...rows]
    .map(({ id, name, state, health, exitCode, image, networks, volumes, ports }) => ({
      ...{ id, name, state, health, exitCode, image, networks, volumes },
      ports: ports.length,
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
