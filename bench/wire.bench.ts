// The wire against bare `ws`, side by side over a real loopback WebSocket: `npx tsx bench/wire.bench.ts`.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { unknown } from 'valibot';
import { WebSocket, WebSocketServer } from 'ws';
import { stream, unary } from '../main/contract/procedure';
import { webSocketChannel } from '../main/rpc/wire/channel-websocket';
import { connectWire } from '../main/rpc/wire/client';
import { serveWire } from '../main/rpc/wire/server';

const PAIRS = 9;
/** Whoever sends bare messages waits, too, while so much is unsent. */
const UNSENT = 1024 * 1024;

interface Load {
  readonly name: string;
  readonly count: number;
  readonly item: unknown;
  readonly bytes: number;
}
const row = { id: 'f'.repeat(64), name: 'web-1', state: 'running', ports: [80, 443], text: 'x'.repeat(880) };
const LOADS: readonly Load[] = [
  { name: '64 KiB binary items', count: 1_500, item: new Uint8Array(65_536).fill(7), bytes: 65_536 },
  { name: '1 KB JSON items', count: 15_000, item: row, bytes: JSON.stringify(row).length },
];

const any = unknown();
const contract = { bench: { items: stream(any, any, {}), echo: unary(any, any, {}) } } as const;
type Contract = typeof contract;

const sockets = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
await once(sockets, 'listening');

const connect = async (): Promise<readonly [WebSocket, WebSocket]> => {
  const accepted = once(sockets, 'connection') as Promise<[WebSocket]>;
  const client = new WebSocket(`ws://127.0.0.1:${(sockets.address() as AddressInfo).port}`, {
    perMessageDeflate: false,
  });
  const [[server]] = await Promise.all([accepted, once(client, 'open')]);
  return [server, client];
};

/** All of these answer in seconds. */
const bare = async ({ item, count }: Load): Promise<number> => {
  const [server, client] = await connect();
  const start = performance.now();
  const received = new Promise<void>((resolve) => {
    let left = count;
    client.on('message', (data: Buffer, isBinary) => {
      if (!isBinary) JSON.parse(data.toString());
      left -= 1;
      if (left === 0) resolve();
    });
  });
  for (let i = 0; i < count; i++) {
    const message = item instanceof Uint8Array ? item : JSON.stringify(item);
    if (server.bufferedAmount < UNSENT) server.send(message);
    else await new Promise((resolve) => server.send(message, resolve));
  }
  await received;
  client.close();
  return (performance.now() - start) / 1e3;
};

const serve = (server: WebSocket, load: Load): void => {
  const items = async function* () {
    for (let i = 0; i < load.count; i++) yield load.item;
  };
  const handlers = { bench: { items, echo: async (value: unknown) => value } };
  serveWire(webSocketChannel(server), { contract, handlers, connectionId: 1, onInternalError: console.error });
};

const wired = async (load: Load): Promise<number> => {
  const [server, client] = await connect();
  serve(server, load);
  const wire = connectWire<Contract>(webSocketChannel(client));
  const start = performance.now();
  let count = 0;
  for await (const _ of wire.stream('bench.items', null)) count += 1;
  if (count !== load.count) throw new Error(`${count} items came of ${load.count}`);
  wire.close();
  return (performance.now() - start) / 1e3;
};

const CALLS = 5_000;
const bareCalls = async (): Promise<number> => {
  const [server, client] = await connect();
  server.on('message', (data: Buffer) => server.send(JSON.stringify(JSON.parse(data.toString()))));
  const start = performance.now();
  for (let i = 0; i < CALLS; i++) {
    client.send(JSON.stringify(i));
    const [data] = (await once(client, 'message')) as [Buffer];
    JSON.parse(data.toString());
  }
  client.close();
  return (performance.now() - start) / 1e3;
};
const wiredCalls = async (): Promise<number> => {
  const [server, client] = await connect();
  serve(server, { name: '', count: 0, item: null, bytes: 0 });
  const wire = connectWire<Contract>(webSocketChannel(client));
  const start = performance.now();
  for (let i = 0; i < CALLS; i++) await wire.call('bench.echo', i);
  wire.close();
  return (performance.now() - start) / 1e3;
};

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

/** Pairs in turns, so that what else the machine does hits both alike; the first pair warms up. */
const compare = async (ours: () => Promise<number>, theirs: () => Promise<number>) => {
  const pairs: { readonly ours: number; readonly theirs: number }[] = [];
  for (let i = 0; i <= PAIRS; i++) pairs.push({ theirs: await theirs(), ours: await ours() });
  const kept = pairs.slice(1);
  return {
    ratio: median(kept.map((pair) => pair.theirs / pair.ours)),
    ours: median(kept.map((pair) => pair.ours)),
    theirs: median(kept.map((pair) => pair.theirs)),
  };
};

for (const load of LOADS) {
  const { ratio, ours, theirs } = await compare(
    () => wired(load),
    () => bare(load),
  );
  const rate = (seconds: number): string => `${((load.count * load.bytes) / seconds / 1e6).toFixed(1)} MB/s`;
  console.log(`${load.name}: wire ${rate(ours)}, bare ws ${rate(theirs)}, ratio ${ratio.toFixed(2)}`);
}
const { ratio, ours, theirs } = await compare(wiredCalls, bareCalls);
const rate = (seconds: number): string => `${Math.round(CALLS / seconds)}/s`;
console.log(`calls one after another: wire ${rate(ours)}, bare ws ${rate(theirs)}, ratio ${ratio.toFixed(2)}`);
sockets.close();
