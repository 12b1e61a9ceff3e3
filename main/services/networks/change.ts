import type { JobProgress } from '../../contract/containers';
import type { AttachWish, NetworkRow, NetworkWish } from '../../contract/networks';
import { cut, record as recordOf, text } from '../engine/loose';
import { failureMessage, noted, type RecordCommand } from '../engine/noted';
import { commandLine } from '../engine/shell-quote';
import { type Engine, EngineError } from '../engine/types';
import { checkAttachment } from './attach';
import { connectWords, createWords, disconnectWords, removeWords } from './cli';
import { checkWish, type Surroundings } from './plan';
import { atField, isError, NetworkProblems } from './problems';
import { type Member } from './rows';
import { readWhole } from './watch';
import { say } from '../../../texts/say';

export interface Acting {
  readonly engine: Pick<Engine, 'client' | 'cliPrefix'>;
  readonly record: RecordCommand;
}

const MESSAGE_LIMIT = 4096;
/** Drivers set up devices and firewall rules, one network after the other. */
const SLOW_MS = 120_000;

const trimmed = (wish: NetworkWish): NetworkWish => ({
  ...wish,
  ipam: wish.ipam
    .map(({ subnet, ipRange, gateway, auxAddresses }) => ({
      ...{ subnet: subnet.trim(), ipRange: ipRange.trim(), gateway: gateway.trim() },
      auxAddresses: auxAddresses.map(({ name, address }) => ({ name: name.trim(), address: address.trim() })),
    }))
    .filter(({ subnet }) => subnet !== ''),
  options: wish.options.filter(({ name, value }) => name !== '' && value.trim() !== ''),
});

export const createLine = (prefix: string, wish: NetworkWish): string =>
  commandLine(prefix, createWords(trimmed(wish)));

const object = (pairs: NetworkWish['labels']): Readonly<Record<string, string>> =>
  Object.fromEntries(pairs.map(({ name, value }) => [name, value]));

function bodyOf(wish: NetworkWish): object {
  return {
    ...{ Name: wish.name, Driver: wish.driver, CheckDuplicate: true },
    ...{ Internal: wish.internal, Attachable: wish.attachable, EnableIPv6: wish.ipv6 },
    ...{ Options: object(wish.options), Labels: object(wish.labels) },
    ...(wish.ipam.length > 0 && {
      IPAM: {
        Driver: 'default',
        Config: wish.ipam.map(({ subnet, ipRange, gateway, auxAddresses }) => ({
          Subnet: subnet,
          ...(ipRange !== '' && { IPRange: ipRange }),
          ...(gateway !== '' && { Gateway: gateway }),
          ...(auxAddresses.length > 0 && {
            AuxiliaryAddresses: Object.fromEntries(auxAddresses.map(({ name, address }) => [name, address])),
          }),
        })),
      },
    }),
  };
}

/** Rejects with NetworkProblems or EngineError. */
export async function create(
  acting: Acting,
  given: NetworkWish,
  ground: Surroundings,
): Promise<{ id: string; warning: string }> {
  const problems = checkWish(given, ground).filter(isError);
  if (problems.length > 0) throw new NetworkProblems(problems);
  const wish = trimmed(given);
  return noted(acting, createWords(wish), async () => {
    try {
      const request = { method: 'POST', path: '/networks/create', body: bodyOf(wish), timeoutMs: SLOW_MS } as const;
      const answer = recordOf(await acting.engine.client.json(request));
      return { id: text(answer.Id), warning: cut(text(answer.Warning), MESSAGE_LIMIT) };
    } catch (error) {
      throw atField(error, 'network');
    }
  });
}

interface Both {
  readonly network: NetworkRow;
  readonly container: Member;
}

/** Rejects with EngineError, 404 where one of them is not there. */
export async function readBoth(acting: Acting, wish: Pick<AttachWish, 'network' | 'container'>): Promise<Both> {
  const { networks, members } = await readWhole(acting.engine.client);
  const network = networks.find(({ id }) => id === wish.network);
  const container = members.find(({ id }) => id === wish.container);
  if (network === undefined) throw new EngineError('refused', say('No such network.'), 404);
  if (container === undefined) throw new EngineError('refused', say('No such container.'), 404);
  return { network, container };
}

const networkPath = (id: string, verb = ''): string => `/networks/${encodeURIComponent(id)}${verb}`;

/** Rejects with NetworkProblems or EngineError. */
export async function connect(acting: Acting, wish: AttachWish): Promise<void> {
  const { network, container } = await readBoth(acting, wish);
  const problems = checkAttachment(wish, network, container).filter(isError);
  if (problems.length > 0) throw new NetworkProblems(problems);
  const ipam = {
    ...(wish.ipv4.trim() !== '' && { IPv4Address: wish.ipv4.trim() }),
    ...(wish.ipv6.trim() !== '' && { IPv6Address: wish.ipv6.trim() }),
  };
  const config = {
    ...(wish.aliases.length > 0 && { Aliases: wish.aliases }),
    ...(Object.keys(ipam).length > 0 && { IPAMConfig: ipam }),
  };
  const body = { Container: container.id, ...(Object.keys(config).length > 0 && { EndpointConfig: config }) };
  await noted(acting, connectWords(wish, network, container), async () => {
    try {
      await acting.engine.client.json({
        method: 'POST',
        path: networkPath(network.id, '/connect'),
        body,
        timeoutMs: SLOW_MS,
      });
    } catch (error) {
      throw atField(error, 'attachment');
    }
  });
}

interface Parting {
  readonly network: Pick<NetworkRow, 'id' | 'name'>;
  readonly container: Pick<Member, 'id' | 'name'>;
  readonly force: boolean;
}

/** Rejects with EngineError. */
export const disconnect = (acting: Acting, { network, container, force }: Parting): Promise<void> =>
  noted(acting, disconnectWords(network, container, force), async () => {
    const body = { Container: container.id, Force: force };
    await acting.engine.client.json({
      method: 'POST',
      path: networkPath(network.id, '/disconnect'),
      body,
      timeoutMs: SLOW_MS,
    });
  });

/** Each network as it begins and as it ends. Aborting `signal` begins no more. */
export async function* remove(
  acting: Acting,
  wish: { readonly ids: readonly string[]; readonly disconnect: boolean },
  signal: AbortSignal,
): AsyncGenerator<JobProgress, void, undefined> {
  const { networks } = await readWhole(acting.engine.client);
  for (const id of new Set(wish.ids)) {
    const network = networks.find((each) => each.id === id) ?? { id, name: id.slice(0, 12), endpoints: [] };
    const { name } = network;
    if (signal.aborted) {
      yield { id, name, outcome: 'skipped', message: '' };
      continue;
    }
    yield { id, name, outcome: 'running', message: '' };
    try {
      for (const container of wish.disconnect ? network.endpoints : [])
        await disconnect(acting, { network, container, force: true });
      await noted(acting, removeWords(network), () =>
        acting.engine.client.json({ method: 'DELETE', path: networkPath(id), timeoutMs: SLOW_MS }),
      );
      yield { id, name, outcome: 'done', message: '' };
    } catch (error) {
      yield { id, name, outcome: 'failed', message: failureMessage(error) };
    }
  }
}
