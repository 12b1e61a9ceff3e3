import dns from 'node:dns/promises';
import net from 'node:net';
import * as v from 'valibot';
import { list, number, record, text } from '../../engine/loose';
import type { Check, DiagnosticsOptions, Verdict } from '../types';
import { noEngine, placeOf, skipped, toShow, wordsOf } from './ground';

const NETWORK_MS = 15_000;
const INSIDE_MS = 25_000;
const MOST_REGISTRIES = 4;
const MOST_PORTS = 60;
const CONNECT_MS = 2_000;

const hostOf = (registry: string): string => registry.replace(/:\d+$/, '');

/** By this system's own resolver, as every program asks. */
async function lookedUp(name: string): Promise<string> {
  const startedAt = performance.now();
  const found = await dns.lookup(name, { all: true });
  const addresses = found.map(({ address }) => address).join(', ');
  return `${name}: ${addresses} (${String(Math.round(performance.now() - startedAt))} ms)`;
}

async function fromHere({ t, registries, pingRegistry }: DiagnosticsOptions, signal: AbortSignal): Promise<Verdict> {
  const asked = (await registries(signal)).slice(0, MOST_REGISTRIES);
  const looked = await Promise.all(
    asked.map(async (registry) => {
      const name = await lookedUp(hostOf(registry)).catch((error: unknown) => new Error(wordsOf(error)));
      const problem = name instanceof Error ? name.message : await pingRegistry(registry, signal);
      const lines = [name instanceof Error ? `${registry}: ${name.message}` : name];
      return {
        registry,
        problem,
        lines: name instanceof Error ? lines : [...lines, `${registry}: ${problem || 'ok'}`],
      };
    }),
  );
  const failed = looked.filter(({ problem }) => problem !== '');
  return {
    // One that is down is a thing of its own; all are a thing of the network.
    state: failed.length === 0 ? 'ok' : failed.length === looked.length ? 'fail' : 'warn',
    evidence: looked.flatMap(({ lines }) => lines),
    detail:
      failed.length === 0
        ? ''
        : t('Not reached: {registries}. Images there cannot be pulled from this computer.', {
            registries: failed.map(({ registry }) => registry).join(', '),
          }),
    repair: failed.length === 0 ? null : toShow(t('Show the registries'), '/registries'),
  };
}

const container = v.object({ Id: v.string(), Names: v.fallback(v.array(v.string()), []) });

/** A running container with a network of its own. */
async function witness({ client }: DiagnosticsOptions['engine'], signal: AbortSignal) {
  const rows = list(
    await client.json({ method: 'GET', path: '/containers/json', query: { filters: { status: ['running'] } }, signal }),
  );
  const found = rows.find((row) => {
    const mode = text(record(record(row).HostConfig).NetworkMode);
    return mode !== 'none' && mode !== 'host' && !mode.startsWith('container:');
  });
  const parsed = v.safeParse(container, found);
  return parsed.success ? { id: parsed.output.Id, name: (parsed.output.Names[0] ?? '').replace(/^\//, '') } : null;
}

async function fromInside(options: DiagnosticsOptions, signal: AbortSignal): Promise<Verdict> {
  const { t, engine, registries, askInside } = options;
  if (placeOf(options) === null) return noEngine(t);
  const from = await witness(engine, signal);
  if (from === null) return skipped(t('No container with a network runs that could be looked from.'));
  const [registry = ''] = await registries(signal);
  const name = hostOf(registry);
  const answer = await askInside(from.id, name, signal);
  if (answer === null)
    return skipped(t('Neither the container nor an image on the engine has a shell to look with.'), [from.name]);
  const { addresses, connects, words } = answer;
  const evidence = [
    `in the network of ${from.name}: ${name}: ${addresses.length === 0 ? '-' : addresses.join(', ')}`,
    `tcp ${name}:443: ${connects === null ? '?' : connects ? 'ok' : words || 'failed'}`,
  ];
  if (addresses.length > 0 && connects !== false) return { state: 'ok', evidence };
  return {
    ...{ state: 'warn', evidence },
    detail:
      addresses.length === 0
        ? t('Containers cannot look up names in that network. On an internal network that is as it should be.')
        : t('Containers do not get out of that network. On an internal network that is as it should be.'),
    repair: toShow(t('Show the networks'), '/networks'),
  };
}

interface Published {
  readonly name: string;
  readonly address: string;
  readonly port: number;
}

/** Where a listener on every address is reached from here. */
const reached = (address: string): string => (address === '::' ? '::1' : address === '0.0.0.0' ? '127.0.0.1' : address);

const publishedOf = (rows: unknown): readonly Published[] =>
  list(rows).flatMap((row) =>
    list(record(row).Ports).flatMap((each) => {
      const { IP, PublicPort, Type } = record(each);
      const port = number(PublicPort);
      if (port === null || Type !== 'tcp') return [];
      return [
        { name: text(list(record(row).Names)[0]).replace(/^\//, ''), address: reached(text(IP) || '0.0.0.0'), port },
      ];
    }),
  );

/** null: it takes connections. */
const connected = ({ address, port }: Published): Promise<string | null> =>
  new Promise((resolve) => {
    const socket = net.connect({ host: address, port, timeout: CONNECT_MS });
    const end = (problem: string | null): void => {
      socket.destroy();
      resolve(problem);
    };
    socket.once('connect', () => end(null));
    socket.once('timeout', () => end('no answer'));
    socket.once('error', (error) => end(wordsOf(error)));
  });

async function forwards(options: DiagnosticsOptions, signal: AbortSignal): Promise<Verdict> {
  const { t, engine } = options;
  const place = placeOf(options);
  if (place === null) return noEngine(t);
  if (place === 'elsewhere') return skipped(t('The engine is on another computer: its ports are not here.'));
  const filters = { status: ['running'] };
  const rows = await engine.client.json({ method: 'GET', path: '/containers/json', query: { filters }, signal });
  const all = publishedOf(rows);
  if (all.length === 0) return skipped(t('No running container publishes a TCP port.'));
  const tried = await Promise.all(
    all.slice(0, MOST_PORTS).map(async (each) => ({ ...each, problem: await connected(each) })),
  );
  const failed = tried.filter(({ problem }) => problem !== null);
  const line = ({ name, address, port, problem }: (typeof tried)[number]): string =>
    `${name}: ${address}:${String(port)}: ${problem ?? 'ok'}`;
  return {
    state: failed.length === 0 ? 'ok' : 'fail',
    evidence: [
      ...failed.map(line),
      ...tried.filter(({ problem }) => problem === null).map(line),
      ...(all.length > tried.length ? [t('{count} more were not tried.', { count: all.length - tried.length })] : []),
    ],
    detail: failed.length === 0 ? '' : t('Published ports do not answer on this computer.'),
    repair: failed.length === 0 ? null : toShow(t('Show the ports'), '/ports'),
  };
}

export const networkChecks = (options: DiagnosticsOptions): readonly Check[] => {
  const { t } = options;
  return [
    {
      ...{ id: 'D07', title: t('Names and registries from this computer'), timeoutMs: NETWORK_MS },
      look: (signal) => fromHere(options, signal),
    },
    {
      ...{ id: 'D08', title: t('Names and registries from inside a container'), timeoutMs: INSIDE_MS },
      look: (signal) => fromInside(options, signal),
    },
    { id: 'D09', title: t('Published ports answer'), look: (signal) => forwards(options, signal) },
  ];
};
