import type { OwnPort, ReachAdvice, ReachEvidence, ReachNews } from '../../../contract/network-reach';
import type { NetworkRow } from '../../../contract/networks';
import type { RecordCommand } from '../../engine/noted';
import { commandLine } from '../../engine/shell-quote';
import type { Engine } from '../../engine/types';
import { connectWords, target as targetOf } from '../cli';
import { readWhole } from '../watch';
import { type Found, isHost, isRunning, judge, type NameTry, reasonBefore, type Try, whereListening } from './judge';
import { type Peer, readPeer } from './peer';
import { askInside, type Ran } from './run-inside';
import { type Listener, type Question, TRY_SECONDS } from './script';
import { namesFor, sharedNetworks, type Target, targetsFor } from './targets';

interface Asking {
  readonly engine: Pick<Engine, 'client' | 'cliPrefix'>;
  readonly record: RecordCommand;
}

export interface ReachWish {
  readonly from: string;
  readonly to: string;
  readonly port: number;
}

/** Of the engine's own name server inside each container. */
const EMBEDDED_DNS = '127.0.0.11';
const PROC_NET = 'cat /proc/net/tcp /proc/net/tcp6';
const MOST_ADVICE = 4;

/** The evidence as it is found, then the verdict. Throws EngineError. */
export async function* reach(
  { engine, record }: Asking,
  wish: ReachWish,
  signal: AbortSignal,
): AsyncGenerator<ReachNews, void, undefined> {
  const { client } = engine;
  const [from, to, { networks: rows }] = await Promise.all([
    readPeer(client, wish.from),
    readPeer(client, wish.to),
    readWhole(client, signal),
  ]);
  const cli = (...words: readonly string[]): string => commandLine(engine.cliPrefix(), words);
  const states = { kind: 'states', from: stateOf(from), to: stateOf(to) } as const;
  yield { type: 'evidence', evidence: states };
  const shared = sharedNetworks(from, to, rows);
  const found: Found = {
    ...{ from, to, port: wish.port, shared, listening: 'unknown', names: [], tries: [] },
    fromInternal: isInternal(from, rows),
  };
  if (isRunning(from) && isRunning(to)) yield { type: 'evidence', evidence: networksOf(found, cli) };
  if (reasonBefore(found) !== null) {
    yield verdictOf(found, rows, cli);
    return;
  }
  const targets = targetsFor(from, to, wish.port, shared);
  const inB = await askInside(client, to.id, [{ kind: 'listen' }], signal);
  const listening = listeningOf(inB, { ...found, targets }, cli);
  yield { type: 'evidence', evidence: listening };
  const names = namesFor(from, to, shared);
  const inA = await askInside(client, from.id, questionsOf(names, targets), signal);
  const tried = {
    ...found,
    listening: listening.where,
    names: namesIn(inA, names, found),
    tries: triesIn(inA, names, targets),
  };
  if (names.length > 0)
    yield { type: 'evidence', evidence: { kind: 'names', names: tried.names, cli: cli(...namer(from, inA, names)) } };
  const by = placeOf(inA, from);
  const words = connector(from, inA, targets);
  const shown = words.length === 0 ? '' : cli(...words);
  if (shown !== '') record(shown)('done', '');
  yield { type: 'evidence', evidence: { kind: 'connects', tries: tried.tries, by, cli: shown } };
  yield verdictOf(tried, rows, cli);
}

type Cli = (...words: readonly string[]) => string;

const stateOf = ({ name, running, paused }: Peer) => ({ name, running, paused });

const isInternal = ({ networks }: Peer, rows: readonly NetworkRow[]): boolean =>
  networks.length > 0 && networks.every(({ id }) => rows.find((row) => row.id === id)?.internal === true);

function networksOf({ from, to, shared }: Found, cli: Cli): ReachEvidence {
  const names = ({ networks }: Peer): string[] => networks.map(({ name }) => name);
  const format = '{{.Name}} {{json .NetworkSettings.Networks}}';
  return {
    ...{ kind: 'networks', shared: [...shared], from: names(from), to: names(to) },
    same: from.namespace === to.namespace,
    cli: cli('inspect', '-f', format, targetOf(from), targetOf(to)),
  };
}

const ownListeners = (ran: Ran | null): readonly Listener[] | null =>
  ran?.answers.listeners?.filter(({ address }) => address !== EMBEDDED_DNS) ?? null;

function listeningOf(
  ran: Ran | null,
  { to, port, targets }: Found & { readonly targets: readonly Target[] },
  cli: Cli,
): Extract<ReachEvidence, { kind: 'listening' }> {
  const listeners = ownListeners(ran);
  const addresses = targets.filter(({ where }) => where === 'network').map(({ address }) => address);
  const loopback = targets.some(({ where }) => where === 'shared-namespace');
  const where = whereListening(listeners, port, addresses);
  return {
    ...{ kind: 'listening', port, detail: placeOf(ran, to) },
    at: [...new Set((listeners ?? []).filter((each) => each.port === port).map(({ address }) => address))].sort(),
    // Within one namespace its loopback is as good as any address.
    where: loopback && (where === 'loopback' || where === 'some') ? 'all' : where,
    cli: cli(...insideWords(to, ran, ['sh', '-c', PROC_NET])),
  };
}

/** `docker exec`, or `docker run` beside it, as it was done. */
function insideWords(peer: Peer, ran: Ran | null, command: readonly string[]): readonly string[] {
  const image = ran?.image ?? null;
  if (image === null) return ['exec', targetOf(peer), ...command];
  const [program = '', ...rest] = command;
  return ['run', '--rm', `--network=container:${targetOf(peer)}`, '--entrypoint', program, image, ...rest];
}

const placeOf = (ran: Ran | null, peer: Peer): string => {
  if (ran === null) return '';
  return ran.image === null ? peer.name : `a helper container of ${ran.image} in the network of ${peer.name}`;
};

const questionsOf = (names: readonly string[], targets: readonly Target[]): readonly Question[] => [
  ...names.map((name): Question => ({ kind: 'dns', name })),
  ...targets.map(({ address, port }): Question => ({ kind: 'tcp', address, port })),
];

function namesIn(ran: Ran | null, names: readonly string[], { to, shared }: Found): NameTry[] {
  const near = new Set(shared.map(({ id }) => id));
  const own = to.networks.filter(({ id }) => near.has(id)).flatMap(({ ipv4, ipv6 }) => [ipv4, ipv6]);
  return names.map((name, index) => {
    const addresses = [...(ran?.answers.names.get(index) ?? [])];
    return { name, addresses, right: addresses.some((address) => own.includes(address)) };
  });
}

const triesIn = (ran: Ran | null, names: readonly string[], targets: readonly Target[]): Try[] =>
  targets.map((each, index) => {
    const { outcome, detail } = ran?.answers.tries.get(names.length + index) ?? { outcome: 'unknown', detail: '' };
    return { ...each, outcome, detail };
  });

const namer = (from: Peer, ran: Ran | null, [name = '']: readonly string[]): readonly string[] =>
  insideWords(from, ran, ran?.answers.namer === 'nslookup' ? ['nslookup', name] : ['getent', 'hosts', name]);

/** With a tool that has no short line of its own the common one stands for it. */
const connector = (from: Peer, ran: Ran | null, [first]: readonly Target[]): readonly string[] =>
  first === undefined
    ? []
    : insideWords(from, ran, ['nc', '-v', '-w', String(TRY_SECONDS), first.address, String(first.port)]);

function verdictOf(found: Found, rows: readonly NetworkRow[], cli: Cli): ReachNews {
  const verdict = judge(found);
  return { type: 'verdict', verdict: { ...verdict, advice: adviceFor(found, verdict.reason, rows, cli) } };
}

function adviceFor({ from, to }: Found, reason: string, rows: readonly NetworkRow[], cli: Cli): ReachAdvice[] {
  const start = ({ id, name, paused }: Peer): ReachAdvice[] =>
    paused ? [] : [{ kind: 'start', container: id, containerName: name, cli: cli('start', targetOf({ id, name })) }];
  if (reason === 'from-not-running') return start(from);
  if (reason === 'to-not-running') return start(to);
  if (reason !== 'different-networks' && reason !== 'internal-network') return [];
  return [...connections(from, to, rows, cli), ...connections(to, from, rows, cli)].slice(0, MOST_ADVICE);
}

const SHARED_MODES: readonly string[] = ['host', 'none'];

/** To connect the first one to each network of the second that it can be connected to. */
function connections(peer: Peer, other: Peer, rows: readonly NetworkRow[], cli: Cli): readonly ReachAdvice[] {
  if (SHARED_MODES.includes(peer.mode) || peer.namespace !== peer.id || isHost(other)) return [];
  return other.networks.flatMap(({ id }) => {
    const network = rows.find((row) => row.id === id);
    if (network === undefined || network.predefined || SHARED_MODES.includes(network.driver)) return [];
    const wish = { network: id, container: peer.id, aliases: [], ipv4: '', ipv6: '' };
    return [
      {
        ...{ kind: 'connect', container: peer.id, containerName: peer.name, network: id, networkName: network.name },
        cli: cli(...connectWords(wish, network, peer)),
      } as const,
    ];
  });
}

/** Published, exposed and listening TCP ports of a container. Rejects with EngineError. */
export async function portsOf(client: Engine['client'], id: string, signal: AbortSignal): Promise<readonly OwnPort[]> {
  const peer = await readPeer(client, id);
  const ran = isRunning(peer) ? await askInside(client, id, [{ kind: 'listen' }], signal) : null;
  const listeners = ownListeners(ran) ?? [];
  const ports = new Map<number, OwnPort['sources']>();
  const add = (port: number, source: OwnPort['sources'][number]): void => {
    const sources = ports.get(port) ?? [];
    if (!sources.includes(source)) ports.set(port, [...sources, source]);
  };
  for (const { port } of listeners) add(port, 'listening');
  for (const { containerPort } of peer.published) add(containerPort, 'published');
  for (const port of peer.exposed) add(port, 'exposed');
  const where = (port: number) => whereListening(listeners, port, []);
  return [...ports]
    .map(([port, sources]) => ({ port, sources, loopbackOnly: where(port) === 'loopback' }))
    .sort(
      (a, b) => Number(b.sources.includes('listening')) - Number(a.sources.includes('listening')) || a.port - b.port,
    );
}
